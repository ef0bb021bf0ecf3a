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
 * @param reading how the numbers are to be read; {@link Reading#UNKNOWN} when the snapshot does not say
 * @param checksums accepted exposures by checksum of the experiment's code
 */
public record PartitionSummary(
        ExperimentId id,
        int partition,
        AsOf asOf,
        Map<String, ArmStats> arms,
        @Nullable Fingerprint fingerprint,
        Reading reading,
        Map<String, Long> checksums) {

    /** A summary that does not say how it is to be read. */
    public PartitionSummary(
            ExperimentId id,
            int partition,
            AsOf asOf,
            Map<String, ArmStats> arms,
            @Nullable Fingerprint fingerprint,
            Map<String, Long> checksums) {
        this(id, partition, asOf, arms, fingerprint, Reading.UNKNOWN, checksums);
    }

    public PartitionSummary {
        arms = Map.copyOf(arms);
        checksums = Map.copyOf(checksums);
    }
}
