package io.exposures.joiner.query;

import io.exposures.joiner.join.ExperimentId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one user.
 *
 * @param userid the user
 * @param partition partition of the input topics that holds the user
 * @param asOf the point of the log that is described at least; null for a standby copy, which does not know
 * @param units the user's units, one entry for each experiment and unit
 */
public record UserView(
        String userid, int partition, @Nullable AsOf asOf, List<Unit> units) {

    public UserView {
        units = List.copyOf(units);
    }

    /**
     * One unit in one experiment.
     *
     * @param experiment the experiment
     * @param unit what was randomised
     * @param arm arm of the first exposure: canonical JSON of the parameters that form the arm
     * @param params all parameters of the first exposure, as the text of a JSON object
     * @param firstExposure event time of the first exposure
     * @param arms arms that the unit was seen with
     * @param crossover whether the unit was seen with more than one arm
     * @param totals by metric, over the unit's exposed outcomes
     */
    public record Unit(
            ExperimentId experiment,
            String unit,
            String arm,
            String params,
            Instant firstExposure,
            List<String> arms,
            boolean crossover,
            SortedMap<String, Total> totals) {

        public Unit {
            arms = List.copyOf(arms);
            totals = Collections.unmodifiableSortedMap(new TreeMap<>(totals));
        }
    }

    /**
     * One metric of one unit.
     *
     * @param count exposed outcomes
     * @param total sum of their values, exact
     */
    public record Total(long count, BigDecimal total) {}
}
