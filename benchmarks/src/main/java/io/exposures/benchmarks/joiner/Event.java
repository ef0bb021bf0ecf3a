package io.exposures.benchmarks.joiner;

/**
 * One input record before it is one.
 *
 * @param number which one it is; a record that is sent twice has the same number both times
 * @param user number of the user
 * @param experiment number of the experiment of an exposure; {@link #NONE} for an outcome
 * @param arm number of the arm of an exposure; whether it is a purchase, for an outcome
 * @param time event time, microseconds since the epoch
 */
record Event(long number, int user, int experiment, int arm, long time) {

    static final int NONE = -1;

    boolean isExposure() {
        return experiment != NONE;
    }

    String userid() {
        return "user-" + user;
    }

    /** The same at another time. */
    Event at(long micros) {
        return new Event(number, user, experiment, arm, micros);
    }

    /** Id of the exposure or outcome: as long as a UUID. */
    String id() {
        return String.format("%08x-0000-7000-8000-%012x", number >>> 32, number);
    }

    /** Name of an outcome: one in four is a purchase, the others are views of a page. */
    String name() {
        return arm == 1 ? "purchase" : "view";
    }

    /** Amount of an outcome. */
    double value() {
        return arm == 1 ? 1 + number % 1000 / 8.0 : 1;
    }
}
