package io.exposures.joiner.stats;

/** How a unit's events become the one value that the unit contributes. */
public enum Transform {
    /** Sum of the events' values. */
    SUM {
        @Override
        long steps(UnitTotal total, long one) {
            return total.sum();
        }
    },
    /** Number of events. */
    COUNT {
        @Override
        long steps(UnitTotal total, long one) {
            return Math.multiplyExact(total.events(), one);
        }
    },
    /** One if there is any event, otherwise zero; caps do not apply. */
    BINARY {
        @Override
        long steps(UnitTotal total, long one) {
            return total.events() > 0 ? one : 0;
        }
    };

    /** Returns the unit's value in steps, where {@code one} steps make 1. */
    abstract long steps(UnitTotal total, long one);
}
