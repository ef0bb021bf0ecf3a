package io.exposures.joiner.join;

/**
 * What is kept of one unit in one experiment.
 *
 * @param first its first exposure
 * @param arms the arms it was seen with
 * @param totals what its exposed outcomes, and its user's outcomes on the days before, add up to
 * @param arrival its first exposure in the order of the log
 */
public record UnitState(FirstExposure first, ArmsSeen arms, Totals totals, Arrival arrival) {

    static UnitState of(FirstExposure exposure, int epoch) {
        return new UnitState(exposure, ArmsSeen.of(exposure.arm()), Totals.NONE, new Arrival(exposure.arm(), epoch));
    }

    UnitState met(FirstExposure exposure) {
        FirstExposure least = exposure.compareTo(first) < 0 ? exposure : first;
        return new UnitState(least, arms.plus(exposure.arm()), totals, arrival);
    }

    UnitState withTotals(Totals changed) {
        return new UnitState(first, arms, changed, arrival);
    }

    /** Whether an outcome at {@code time} belongs to this unit: from its first exposure on, for the length of the window. */
    boolean covers(long time, long window) {
        return first.time() <= time && time < first.time() + window;
    }
}
