package io.exposures.joiner.query;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one producer had to drop before it reached Kafka.
 *
 * @param id id of the report
 * @param library name and version of the library
 * @param host host name of the service; may be empty
 * @param losses one entry for each kind, reason and experiment
 */
public record LossReport(String id, String library, String host, List<Loss> losses) {

    public LossReport {
        losses = List.copyOf(losses);
    }

    /**
     * Dropped records of one kind, for one reason, of one experiment.
     *
     * @param what what was dropped, and why
     * @param count records dropped
     * @param first least event time among them
     * @param last greatest event time among them
     */
    public record Loss(Kind what, long count, Instant first, Instant last) {

        /** The records of both, which must be of the same kind. */
        public Loss plus(Loss other) {
            return new Loss(
                    what,
                    Math.addExact(count, other.count),
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    /**
     * What losses are counted by.
     *
     * @param kind exposure or outcome
     * @param reason why, as one word
     * @param experiment name of the experiment; null outside one
     */
    public record Kind(String kind, String reason, @Nullable String experiment) {}
}
