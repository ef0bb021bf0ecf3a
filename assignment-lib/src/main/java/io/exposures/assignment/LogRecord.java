package io.exposures.assignment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What PlanOut logs: an exposure, or an event logged through an experiment. Values are those of PlanOut: null,
 * {@link Boolean}, {@link Long}, {@link java.math.BigInteger}, {@link Double}, {@link String}, {@link List} and
 * {@link Map} of such.
 *
 * @param name experiment name, white space replaced
 * @param salt experiment salt
 * @param checksum first 8 hex digits of a SHA-1 over the experiment's code; null when there is none
 * @param namespace namespace that the experiment runs in; null outside one
 * @param unitInputs names of the inputs that form the unit; empty means the unit is the userid
 * @param declared names of the parameters that the experiment declares; may be empty
 * @param inputs all inputs, after overrides
 * @param params all parameters, overrides included
 * @param event {@value #EXPOSURE}, or the type of the event
 * @param extraData what the caller added; may be empty
 * @param time when it happened
 */
public record LogRecord(
        String name,
        String salt,
        @Nullable String checksum,
        @Nullable String namespace,
        List<String> unitInputs,
        List<String> declared,
        Map<String, @Nullable Object> inputs,
        Map<String, @Nullable Object> params,
        String event,
        Map<String, @Nullable Object> extraData,
        Instant time) {

    /** The event of an exposure. */
    public static final String EXPOSURE = "exposure";

    /** Whether this is an exposure rather than an event. */
    public boolean isExposure() {
        return event.equals(EXPOSURE);
    }
}
