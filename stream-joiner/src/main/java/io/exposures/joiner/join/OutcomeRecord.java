package io.exposures.joiner.join;

import org.jspecify.annotations.Nullable;

/**
 * A valid outcome or retraction as it stands in the log.
 *
 * @param eventId its id
 * @param time event time, microseconds since the epoch
 * @param retracts the id of the outcome that it takes back; null for an ordinary outcome
 * @param content what it says
 * @param appendMillis the broker's append time, milliseconds since the epoch
 * @param offset where it stands in the log
 */
public record OutcomeRecord(
        String eventId,
        long time,
        @Nullable String retracts,
        BufferedOutcome.Content content,
        long appendMillis,
        long offset) {}
