package io.exposures.joiner.query;

import io.exposures.joiner.join.Slice;

/**
 * Which units are read: several reads of one state.
 *
 * @param view whether units must be matured
 * @param crossovers what becomes of units that were seen with more than one arm
 */
public record SliceFilter(View view, Crossovers crossovers) {

    /** Which units, by maturity. */
    public enum View {
        /** Only units whose windows are final: what decisions are made from. */
        MATURED,
        /** All units, with what their windows hold so far. */
        TO_DATE
    }

    /** Whether the units of a slice are read. */
    public boolean includes(Slice slice) {
        return (view == View.TO_DATE || slice.matured()) && (crossovers == Crossovers.FIRST_SEEN || !slice.crossover());
    }
}
