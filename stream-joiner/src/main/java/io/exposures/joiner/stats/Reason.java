package io.exposures.joiner.stats;

/** Why a number is not there. A missing number always comes with one of these, never as NaN, zero or infinity. */
public enum Reason {
    /** An arm has no units. */
    NO_UNITS("no_units"),
    /** An arm has too few units for a variance. */
    INSUFFICIENT_N("insufficient_n"),
    /** Both arms are constant. */
    ZERO_VARIANCE("zero_variance"),
    /** The denominator of a ratio adds up to zero. */
    DENOMINATOR_ZERO("denominator_zero"),
    /** The control is zero, so nothing can be relative to it. */
    BASELINE_ZERO("baseline_zero"),
    /** The control cannot be told from zero, so the set of possible lifts is not an interval. */
    BASELINE_NOT_SEPARATED_FROM_ZERO("baseline_not_separated_from_zero"),
    /** The covariate does not vary within any arm. */
    NO_COVARIATE_VARIANCE("no_covariate_variance");

    private final String code;

    Reason(String code) {
        this.code = code;
    }

    /** Returns the name used in payloads. */
    public String code() {
        return code;
    }
}
