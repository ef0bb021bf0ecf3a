package io.exposures.joiner.stats;

/** How a guardrail metric stands: it may not get worse by more than a margin. */
public enum Guardrail {
    /** The always-valid interval of the lift lies above the margin. */
    PASSES,
    /** It lies below the margin. */
    FAILS,
    /** It contains the margin, or there is none. */
    UNDECIDED;

    /**
     * Judges a lift.
     *
     * @param lift lift of the guardrail metric
     * @param margin relative loss that is acceptable, for example 0.01
     */
    public static Guardrail of(Lift lift, double margin) {
        Interval interval = lift.alwaysValid();
        if (interval == null || (interval.lower() <= -margin && interval.upper() >= -margin)) {
            return UNDECIDED;
        }
        return interval.lower() > -margin ? PASSES : FAILS;
    }
}
