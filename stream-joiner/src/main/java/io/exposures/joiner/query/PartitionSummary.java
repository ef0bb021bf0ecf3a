package io.exposures.joiner.query;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.Fingerprint;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One experiment as one partition of the input topics knows it.
 *
 * @param id the experiment
 * @param partition partition of the input topics
 * @param asOf the point of the log that the numbers describe
 * @param arms by arm
 * @param fingerprint what its rows and unit status come to; null when the snapshot does not say
 * @param checksums accepted exposures by checksum of the experiment's code
 */
public record PartitionSummary(
        ExperimentId id,
        int partition,
        AsOf asOf,
        Map<String, ArmStats> arms,
        @Nullable Fingerprint fingerprint,
        Map<String, Long> checksums) {

    public PartitionSummary {
        arms = Map.copyOf(arms);
        checksums = Map.copyOf(checksums);
    }
}
