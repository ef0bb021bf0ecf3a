package io.exposures.joiner.query;

import io.exposures.joiner.join.Slice;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One metric of one arm, kept apart by whether units were seen with another arm too.
 *
 * @param clean over the units seen with this arm only
 * @param crossover over the units seen with more than one arm
 * @param cells by slice, what statistics are computed from; slices whose units have nothing may be absent
 */
public record MetricStats(Sums clean, Sums crossover, SortedMap<Slice, CellSums> cells) {

    /** Over no units. */
    public static final MetricStats NONE = new MetricStats(Sums.NONE, Sums.NONE);

    public MetricStats {
        cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
    }

    /** A metric of which only the simple sums are known. */
    public MetricStats(Sums clean, Sums crossover) {
        this(clean, crossover, new TreeMap<>());
    }

    /** Over the units of both; they must have none in common. */
    public MetricStats plus(MetricStats other) {
        SortedMap<Slice, CellSums> both = new TreeMap<>(cells);
        other.cells.forEach((slice, sums) -> both.merge(slice, sums, CellSums::plus));
        return new MetricStats(clean.plus(other.clean), crossover.plus(other.crossover), both);
    }

    /** The sums that count when crossovers are treated so. */
    public Sums sums(Crossovers crossovers) {
        return crossovers == Crossovers.EXCLUDE ? clean : clean.plus(crossover);
    }
}
