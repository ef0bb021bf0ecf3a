package io.exposures.joiner.query;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The account of all records: what was consumed, by class, and what producers lost.
 *
 * @param partitions progress by partition
 * @param missing partitions of which nothing is known
 * @param losses what producers dropped, all reports added up
 * @param reports the newest reports, newest last
 */
public record LedgerStats(
        SortedMap<Integer, PartitionLedger> partitions,
        SortedSet<Integer> missing,
        List<LossReport.Loss> losses,
        List<LossReport> reports) {

    public LedgerStats {
        partitions = Collections.unmodifiableSortedMap(new TreeMap<>(partitions));
        missing = Collections.unmodifiableSortedSet(new TreeSet<>(missing));
        losses = List.copyOf(losses);
        reports = List.copyOf(reports);
    }

    /** Whether a partition is missing from the totals. */
    public boolean partial() {
        return !missing.isEmpty();
    }

    /** The hosts that records came from, over all known partitions, by topic and host. */
    public List<SourceReport> sources() {
        SortedMap<String, SourceReport> byHost = new TreeMap<>();
        partitions
                .values()
                .forEach(partition -> partition
                        .sources()
                        .forEach(source ->
                                byHost.merge(source.topic() + "|" + source.host(), source, SourceReport::plus)));
        return List.copyOf(byHost.values());
    }

    /** Records of the exposures topic over all known partitions. */
    public TopicLedger exposures() {
        return total(PartitionLedger::exposures);
    }

    /** Records of the outcomes topic over all known partitions. */
    public TopicLedger outcomes() {
        return total(PartitionLedger::outcomes);
    }

    /** The slowest partition's clock: everything appended before it is counted. Empty while a partition has none. */
    public Optional<Instant> clock() {
        return least(AsOf::clock);
    }

    /** Rows of outcomes earlier than this do not change any more in any partition. Empty while unknown. */
    public Optional<Instant> finalBefore() {
        return least(AsOf::finalBefore);
    }

    private TopicLedger total(Function<PartitionLedger, TopicLedger> topic) {
        return partitions.values().stream().map(topic).reduce(TopicLedger.NONE, TopicLedger::plus);
    }

    private Optional<Instant> least(Function<AsOf, @Nullable Instant> time) {
        if (partial() || partitions.values().stream().anyMatch(p -> time.apply(p.asOf()) == null)) {
            return Optional.empty();
        }
        return partitions.values().stream()
                .map(p -> Objects.requireNonNull(time.apply(p.asOf())))
                .min(Comparator.naturalOrder());
    }
}
