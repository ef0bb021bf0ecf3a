package io.exposures.joiner.http;

import io.exposures.joiner.query.Staleness;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of how far behind an answer may be.
 *
 * @param lag changelog records that the copy that answers had not read
 * @param measured when that was so
 */
record Stale(long lag, String measured) {

    static @Nullable Stale of(@Nullable Staleness staleness) {
        return staleness == null
                ? null
                : new Stale(staleness.lag(), staleness.measured().toString());
    }
}
