package io.exposures.joiner.stats;

/**
 * What one unit has of one metric over some span of time: how many events, and the sum of their values.
 *
 * <p>Both can be taken back, so a retraction or a moved window leaves no trace.
 *
 * @param events number of events
 * @param sum sum of the values in steps of the metric's scale
 */
public record UnitTotal(long events, long sum) {
    /** No events. */
    public static final UnitTotal NONE = new UnitTotal(0, 0);

    /** Checks that the number of events is not negative and that the sum can be negated. */
    public UnitTotal {
        if (events < 0) {
            throw new IllegalArgumentException("events must not be negative, was " + events);
        }
        if (sum == Long.MIN_VALUE) {
            throw new ArithmeticException("sum of a unit's values overflows");
        }
    }

    /** Returns whether one more event of this value fits; one that does not is to be rejected as out of range. */
    public boolean accepts(long steps) {
        long result = sum + steps;
        boolean overflow = ((sum ^ result) & (steps ^ result)) < 0;
        return !overflow && result != Long.MIN_VALUE;
    }

    /**
     * Returns the total with one more event.
     *
     * @throws ArithmeticException when the sum does not fit
     */
    public UnitTotal plus(long steps) {
        return new UnitTotal(events + 1, Math.addExact(sum, steps));
    }

    /**
     * Returns the total with one event less.
     *
     * @throws ArithmeticException when the sum does not fit
     * @throws IllegalArgumentException when there is no event to take back
     */
    public UnitTotal minus(long steps) {
        return new UnitTotal(events - 1, Math.subtractExact(sum, steps));
    }

    /**
     * Returns the total of two disjoint spans.
     *
     * @throws ArithmeticException when the sum does not fit
     */
    public UnitTotal plus(UnitTotal other) {
        return new UnitTotal(Math.addExact(events, other.events), Math.addExact(sum, other.sum));
    }
}
