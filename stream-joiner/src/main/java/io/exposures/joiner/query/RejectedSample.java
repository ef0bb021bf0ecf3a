package io.exposures.joiner.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An input record that was not accepted.
 *
 * @param topic input topic
 * @param partition partition of that topic
 * @param offset offset in that partition
 * @param appendTime when the broker appended the record
 * @param recordClass its class in the ledger
 * @param reason why, as one word for programs
 * @param detail why, as a sentence for people
 * @param key the original key as text, shortened; null when there was none
 * @param valueBytes length of the original value; 0 when there was none
 */
public record RejectedSample(
        String topic,
        int partition,
        long offset,
        Instant appendTime,
        String recordClass,
        String reason,
        String detail,
        @Nullable String key,
        int valueBytes) {}
