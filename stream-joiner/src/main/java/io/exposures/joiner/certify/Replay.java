package io.exposures.joiner.certify;

import io.exposures.joiner.JoinerConfig;
import io.exposures.joiner.definitions.BoundRecords;
import io.exposures.joiner.join.BoundDefinition;
import io.exposures.joiner.join.Definitions;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.topology.Cut;
import io.exposures.joiner.topology.JoinerTopology;
import io.exposures.records.Ledger;
import io.exposures.records.PartitionLedger;
import io.exposures.records.Summary;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;

/** A second reading of the input topics, from their beginning to where the running joiner stood, and what it came to. */
final class Replay {

    private final JoinerConfig config;
    private final Map<Integer, Published> live;
    private final ConcurrentMap<Integer, PartitionLedger> ledgers = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, ConcurrentMap<ExperimentId, Summary>> summaries = new ConcurrentHashMap<>();

    /**
     * A replay that has not begun.
     *
     * @param config the running joiner's settings
     * @param live by partition, what it has published
     */
    Replay(JoinerConfig config, Map<Integer, Published> live) {
        this.config = config;
        this.live = live;
    }

    /**
     * The topology to run.
     *
     * @param partitions partitions of either input topic
     */
    Topology topology(int partitions) {
        return JoinerTopology.replay(config, this::definitions, partitions, cut(), this::take);
    }

    private Cut cut() {
        String exposures = config.topics().exposures().name();
        return (topic, partition, offset) -> {
            Published published = live.get(partition);
            return published != null
                    && offset
                            < (topic.equals(exposures)
                                    ? published.asOf().getExposures()
                                    : published.asOf().getOutcomes());
        };
    }

    /** What the running joiner is bound to, not what is newest: a definition changed since takes effect on rebuild. */
    private Definitions definitions(int partition) {
        Map<ExperimentId, BoundDefinition> bound = new HashMap<>();
        Published published = live.get(partition);
        if (published != null) {
            published.summaries().forEach((experiment, summary) -> {
                if (summary.getBound() != null) {
                    bound.put(
                            experiment,
                            BoundRecords.bind(summary.getBound(), config.attributionWindow())
                                    .withLookbackUpTo(config.lookbackDays()));
                }
            });
        }
        BoundDefinition byDefault = BoundDefinition.byDefault(
                        config.attributionWindow().toMillis() * 1000)
                .withLookbackUpTo(config.lookbackDays());
        return experiment -> bound.getOrDefault(experiment, byDefault);
    }

    private void take(SpecificRecord snapshot) {
        if (snapshot instanceof Summary summary && summary.getDay() == null) {
            ExperimentId experiment = new ExperimentId(summary.getExperiment(), summary.getSalt());
            summaries
                    .computeIfAbsent(summary.getPartition(), partition -> new ConcurrentHashMap<>())
                    .put(experiment, summary);
        } else if (snapshot instanceof Ledger ledger && ledger.getPartition() != null) {
            ledgers.put(ledger.getPartition().getPartition(), ledger.getPartition());
        }
    }

    /** Records read so far. */
    long consumed() {
        return ledgers.values().stream()
                .mapToLong(ledger -> ledger.getExposuresConsumed() + ledger.getOutcomesConsumed())
                .sum();
    }

    /** Whether every partition has come to where the running joiner stood. */
    boolean isComplete() {
        return live.keySet().stream().allMatch(this::isComplete);
    }

    private boolean isComplete(int partition) {
        PartitionLedger ledger = ledgers.get(partition);
        Published published = live.get(partition);
        return ledger != null && published != null && reached(ledger, published);
    }

    private static boolean reached(PartitionLedger ledger, Published published) {
        return Published.isWithin(published.asOf(), ledger.getAsOf());
    }

    /** What the replay has come to in one partition; null before its first snapshot. */
    @Nullable
    Published published(int partition) {
        PartitionLedger ledger = ledgers.get(partition);
        return ledger == null
                ? null
                : new Published(ledger, summaries.getOrDefault(partition, new ConcurrentHashMap<>()));
    }
}
