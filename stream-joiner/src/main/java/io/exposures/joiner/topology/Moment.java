package io.exposures.joiner.topology;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.ExperimentTally;
import io.exposures.joiner.join.Matured;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * What is kept of a partition as it stood between two records: sums, and all users as of the same moment, which may be
 * read at leisure while the stream goes on.
 *
 * @param nextExposure next offset of the exposures topic
 * @param nextOutcome next offset of the outcomes topic
 * @param matured which units are counted as matured
 * @param tallies copies of the sums that were asked for
 * @param users to be closed by the reader
 */
record Moment(
        long nextExposure,
        long nextOutcome,
        Matured matured,
        Map<ExperimentId, ExperimentTally> tallies,
        KeyValueIterator<Bytes, byte[]> users) {}
