package io.exposures.joiner.query;

import java.time.Instant;
import java.util.List;

/**
 * Progress of one partition of the input topics.
 *
 * @param partition partition of the input topics
 * @param asOf the point of the log that the numbers describe
 * @param published when the snapshot was written
 * @param exposures records of the exposures topic
 * @param outcomes records of the outcomes topic
 * @param sources the hosts that records came from
 */
public record PartitionLedger(
        int partition,
        AsOf asOf,
        Instant published,
        TopicLedger exposures,
        TopicLedger outcomes,
        List<SourceReport> sources) {

    public PartitionLedger {
        sources = List.copyOf(sources);
    }
}
