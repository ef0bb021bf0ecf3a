package io.exposures.joiner.stats;

/** Why a value is refused before it can reach a sum. */
public enum Rejection {
    /** NaN or an infinity. */
    NOT_FINITE("not_finite"),
    /** Beyond what a unit's total may hold: above 10<sup>12</sup> in absolute value, or overflowing at this scale. */
    OUT_OF_RANGE("out_of_range");

    private final String code;

    Rejection(String code) {
        this.code = code;
    }

    /** Returns the name used in counters and payloads. */
    public String code() {
        return code;
    }
}
