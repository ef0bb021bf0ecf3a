package io.exposures.assignment;

import java.time.Clock;
import java.time.InstantSource;

/**
 * How experiments treat failures and exposures.
 *
 * @param strict whether a failure is thrown at the caller (for tests and tools) rather than counted, with the caller's
 *     fallback as the value
 * @param exposureOnAnyGet whether asking for any parameter logs the exposure, as the reference implementation does,
 *     rather than only asking for one that the experiment can set
 * @param forced parameters that certain units get in any case
 * @param clock gives the time of log records
 * @param errors counts failures
 */
public record AssignmentSettings(
        boolean strict,
        boolean exposureOnAnyGet,
        ForcedParameters forced,
        InstantSource clock,
        AssignmentErrors errors) {
    private static final AssignmentSettings DEFAULTS =
            new AssignmentSettings(false, false, ForcedParameters.none(), Clock.systemUTC(), AssignmentErrors.shared());

    /** For services: failures give fallbacks, exposures are of what was shown. */
    public static AssignmentSettings defaults() {
        return DEFAULTS;
    }

    /** The same, with failures thrown or not. */
    public AssignmentSettings withStrict(boolean isStrict) {
        return new AssignmentSettings(isStrict, exposureOnAnyGet, forced, clock, errors);
    }

    /** The same, with exposures logged for any parameter or not. */
    public AssignmentSettings withExposureOnAnyGet(boolean onAnyGet) {
        return new AssignmentSettings(strict, onAnyGet, forced, clock, errors);
    }

    /** The same with other forced parameters. */
    public AssignmentSettings withForced(ForcedParameters otherForced) {
        return new AssignmentSettings(strict, exposureOnAnyGet, otherForced, clock, errors);
    }

    /** The same with another clock. */
    public AssignmentSettings withClock(InstantSource otherClock) {
        return new AssignmentSettings(strict, exposureOnAnyGet, forced, otherClock, errors);
    }

    /** The same with another counter of failures. */
    public AssignmentSettings withErrors(AssignmentErrors otherErrors) {
        return new AssignmentSettings(strict, exposureOnAnyGet, forced, clock, otherErrors);
    }
}
