package io.exposures.joiner.query;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.Fingerprint;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One experiment, all known partitions added up.
 *
 * @param id the experiment
 * @param arms by arm
 * @param fingerprint what its rows and unit status come to; null when a partition's snapshot does not say
 * @param checksums accepted exposures by checksum of the experiment's code
 * @param asOf by partition, the point of the log that its share of the numbers describes
 * @param readings by partition, how its share of the numbers is to be read
 * @param missing partitions of which nothing is known; the numbers lack their share
 */
public record ExperimentStats(
        ExperimentId id,
        SortedMap<String, ArmStats> arms,
        @Nullable Fingerprint fingerprint,
        SortedMap<String, Long> checksums,
        SortedMap<Integer, AsOf> asOf,
        SortedMap<Integer, Reading> readings,
        SortedSet<Integer> missing) {

    /** An experiment of which it is not known how its numbers are to be read. */
    public ExperimentStats(
            ExperimentId id,
            SortedMap<String, ArmStats> arms,
            @Nullable Fingerprint fingerprint,
            SortedMap<String, Long> checksums,
            SortedMap<Integer, AsOf> asOf,
            SortedSet<Integer> missing) {
        this(id, arms, fingerprint, checksums, asOf, new TreeMap<>(), missing);
    }

    public ExperimentStats {
        arms = Collections.unmodifiableSortedMap(new TreeMap<>(arms));
        checksums = Collections.unmodifiableSortedMap(new TreeMap<>(checksums));
        asOf = Collections.unmodifiableSortedMap(new TreeMap<>(asOf));
        readings = Collections.unmodifiableSortedMap(new TreeMap<>(readings));
        missing = Collections.unmodifiableSortedSet(new TreeSet<>(missing));
    }

    /**
     * Adds up the partitions of one experiment; their order does not matter.
     *
     * @param id the experiment
     * @param parts its partitions, each at most once
     * @param missing partitions of which nothing is known
     */
    static ExperimentStats merge(ExperimentId id, Collection<PartitionSummary> parts, Set<Integer> missing) {
        SortedMap<String, ArmStats> arms = new TreeMap<>();
        SortedMap<String, Long> checksums = new TreeMap<>();
        SortedMap<Integer, AsOf> asOf = new TreeMap<>();
        SortedMap<Integer, Reading> readings = new TreeMap<>();
        Fingerprint fingerprint = Fingerprint.EMPTY;
        for (PartitionSummary part : parts) {
            fingerprint = sum(fingerprint, part.fingerprint());
            part.arms().forEach((arm, stats) -> arms.merge(arm, stats, ArmStats::plus));
            part.checksums().forEach((checksum, count) -> checksums.merge(checksum, count, Math::addExact));
            asOf.put(part.partition(), part.asOf());
            readings.put(part.partition(), part.reading());
        }
        return new ExperimentStats(id, arms, fingerprint, checksums, asOf, readings, new TreeSet<>(missing));
    }

    private static @Nullable Fingerprint sum(@Nullable Fingerprint sum, @Nullable Fingerprint part) {
        return sum == null || part == null ? null : sum.plus(part);
    }

    /** Whether the numbers lack a partition's share. */
    public boolean partial() {
        return !missing.isEmpty();
    }

    /** Units first exposed in this experiment, crossovers included. */
    public long units() {
        return arms.values().stream().mapToLong(ArmStats::units).sum();
    }

    /** Units among them that were seen with more than one arm. */
    public long crossovers() {
        return arms.values().stream().mapToLong(ArmStats::crossovers).sum();
    }

    /** The names of all metrics that any arm has an outcome of. */
    public SortedSet<String> metrics() {
        SortedSet<String> names = new TreeSet<>();
        arms.values().forEach(arm -> names.addAll(arm.metrics().keySet()));
        return names;
    }

    /** Hash of the sums, 32 hexadecimal digits. */
    public String sumsHash() {
        return SumsHash.of(this);
    }

    /** Append time of the newest record that any partition's share includes; empty while no clock is known. */
    public Optional<Instant> lastChange() {
        return asOf.values().stream().map(AsOf::clock).filter(Objects::nonNull).max(Comparator.naturalOrder());
    }
}
