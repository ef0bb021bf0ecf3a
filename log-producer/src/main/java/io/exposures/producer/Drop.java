package io.exposures.producer;

import io.exposures.schemas.serde.EncodedRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record that was handed in and dropped.
 *
 * @param kind kind of the record
 * @param reason why it was dropped
 * @param experiment name of its experiment; null for an outcome outside one
 * @param time event time; the time of the refusal if the record was refused before it was made
 * @param record the record, which {@link EncodedRecord#decoded()} gives as an {@code Exposure} or {@code Outcome}; null
 *     if it was refused before it was made
 */
public record Drop(
        RecordKind kind,
        DropReason reason,
        @Nullable String experiment,
        Instant time,
        @Nullable EncodedRecord<?> record) {}
