package io.exposures.joiner.results;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an experiment developed, by the UTC day of its units' first exposures: what plots are drawn from. Every point holds
 * the units first exposed up to the end of its day with all that is known of them now, so that a point is not a memory of
 * what was shown at some time, and every instance answers the same.
 *
 * @param experiment name of the experiment
 * @param salt its salt
 * @param crossovers what becomes of units that were seen with more than one arm
 * @param control what arms are compared with
 * @param points by day
 */
public record SeriesAnswer(
        String experiment,
        String salt,
        String crossovers,
        @Nullable String control,
        List<Point> points) {

    /**
     * One day.
     *
     * @param day the day, UTC
     * @param matured whether nothing of it can change any more
     */
    public record Point(String day, boolean matured, List<PointMetric> metrics) {}

    /** One metric up to a day. */
    public record PointMetric(String metric, List<PointArm> arms, List<PointDifference> comparisons) {}

    /**
     * One arm.
     *
     * @param dayUnits units first exposed on the day itself
     * @param daySum sum of their values, exact
     * @param units units first exposed up to the end of the day
     * @param sum sum of their values, exact
     * @param squares sum of their squared values, exact
     * @param mean sum over units
     */
    public record PointArm(
            String arm,
            long dayUnits,
            String daySum,
            long units,
            String sum,
            String squares,
            @Nullable Double mean) {}

    /** An arm against the control, up to a day, without covariate. */
    public record PointDifference(
            String arm,
            @Nullable Double difference,
            @Nullable List<Double> interval,
            @Nullable String reason,
            ResultsAnswer.LiftAnswer lift) {}
}
