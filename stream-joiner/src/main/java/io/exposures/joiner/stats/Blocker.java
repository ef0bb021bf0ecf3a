package io.exposures.joiner.stats;

/** What keeps a comparison from being used, in the order in which it is listed. */
public enum Blocker {
    /** An arm has fewer than 100 units. */
    MIN_UNITS("min_units"),
    /** An arm of a proportion has fewer than 10 successes or failures. */
    MIN_COUNTS("min_counts"),
    /** An arm has fewer than 25 units with a value other than 0. */
    MIN_NONZERO("min_nonzero"),
    /** The difference is too skewed, or its skewness is not defined. */
    SKEW("skew"),
    /** A ratio's denominator is not known well enough. */
    DENOMINATOR("denominator"),
    /** The arms do not have the shares of units that they should have. */
    SAMPLE_RATIO("srm"),
    /** Units turned up in an arm that must stay empty. */
    STRAY("stray"),
    /** The arms differ before exposure. */
    COVARIATE("covariate"),
    /** More than 1 % of the units were seen with two arms. */
    CROSSED("crossed"),
    /** An arm has no matured units. */
    NOT_MATURED("not_matured");

    private final String code;

    Blocker(String code) {
        this.code = code;
    }

    /** Returns the name used in payloads. */
    public String code() {
        return code;
    }
}
