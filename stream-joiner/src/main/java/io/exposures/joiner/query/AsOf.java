package io.exposures.joiner.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The point of one partition's input logs that numbers describe: everything below the offsets is in them, nothing else.
 *
 * @param exposures next offset of the exposures topic
 * @param outcomes next offset of the outcomes topic
 * @param clock the partition's clock; null until both topics have been seen
 * @param finalBefore rows of outcomes earlier than this do not change any more; null while the clock is unknown
 */
public record AsOf(
        long exposures,
        long outcomes,
        @Nullable Instant clock,
        @Nullable Instant finalBefore) {}
