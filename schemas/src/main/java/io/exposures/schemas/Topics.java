package io.exposures.schemas;

import io.exposures.records.ExperimentDefinition;
import io.exposures.records.ExposedOutcome;
import io.exposures.records.Exposure;
import io.exposures.records.Ledger;
import io.exposures.records.Outcome;
import io.exposures.records.Rejected;
import io.exposures.records.Summary;
import io.exposures.records.UnitStatus;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * The topics of the pipeline: the one place that knows their names, keys, record types and settings.
 *
 * <p>Every name starts with a prefix (empty by default), so that several pipelines can share a cluster. Values are Avro
 * in the Confluent wire format; keys are UTF-8 text.
 */
public final class Topics {

    /** Settings of an input topic: the broker's append time rules, so that no client can move a clock. */
    private static final Map<String, String> INPUT =
            Map.of("message.timestamp.type", "LogAppendTime", "cleanup.policy", "delete", "retention.ms", "604800000");

    private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");

    /** Snapshots are rewritten all the time: short segments keep what a reader has to replay small. */
    private static final Map<String, String> SNAPSHOTS = Map.of(
            "cleanup.policy", "compact",
            "segment.ms", "600000",
            "min.cleanable.dirty.ratio", "0.1",
            "max.message.bytes", "8388608");

    private static final Map<String, String> REJECTS =
            Map.of("cleanup.policy", "delete", "retention.ms", "1209600000", "max.message.bytes", "8388608");

    private final String prefix;

    private Topics(String prefix) {
        this.prefix = prefix;
    }

    /**
     * The topics whose names start with {@code prefix}.
     *
     * @param prefix what every name starts with; may be empty
     * @throws IllegalArgumentException if a name with this prefix would not be a legal topic name
     */
    public static Topics withPrefix(String prefix) {
        if (!prefix.matches("[a-zA-Z0-9._-]{0,200}")) {
            throw new IllegalArgumentException("topic prefix: expected at most 200 of [a-zA-Z0-9._-], got: " + prefix);
        }
        return new Topics(prefix);
    }

    /** What every name starts with; may be empty. */
    public String prefix() {
        return prefix;
    }

    /** What units met; input, keyed by userid. */
    public Topic<Exposure> exposures() {
        return topic("exposures", Exposure.class, Topic.Layout.BY_USERID, INPUT);
    }

    /** What happened later; input, keyed by userid. */
    public Topic<Outcome> outcomes() {
        return topic("outcomes", Outcome.class, Topic.Layout.BY_USERID, INPUT);
    }

    /** Joined rows: upserts and tombstones. */
    public Topic<ExposedOutcome> exposedOutcomes() {
        return topic("exposed-outcomes", ExposedOutcome.class, Topic.Layout.BY_USERID, COMPACTED);
    }

    /** First exposure, arm and crossover of each unit and experiment. */
    public Topic<UnitStatus> unitStatus() {
        return topic("unit-status", UnitStatus.class, Topic.Layout.BY_USERID, COMPACTED);
    }

    /** Per-partition snapshots of the sufficient statistics. */
    public Topic<Summary> summaries() {
        return topic("summaries", Summary.class, Topic.Layout.ONE_PARTITION, SNAPSHOTS);
    }

    /** Per-partition progress and record counts by class, and the producers' loss reports. */
    public Topic<Ledger> ledger() {
        return topic("ledger", Ledger.class, Topic.Layout.ONE_PARTITION, SNAPSHOTS);
    }

    /** Input records that were not accepted, with the reason. */
    public Topic<Rejected> rejected() {
        return topic("rejected", Rejected.class, Topic.Layout.ONE_PARTITION, REJECTS);
    }

    /** Definitions of experiments, by name and salt. */
    public Topic<ExperimentDefinition> experiments() {
        return topic("experiments", ExperimentDefinition.class, Topic.Layout.ONE_PARTITION, COMPACTED);
    }

    /** All topics, inputs first. */
    public List<Topic<?>> all() {
        return List.of(
                exposures(),
                outcomes(),
                exposedOutcomes(),
                unitStatus(),
                summaries(),
                ledger(),
                rejected(),
                experiments());
    }

    private <T extends SpecificRecord> Topic<T> topic(
            String name, Class<T> valueType, Topic.Layout layout, Map<String, String> config) {
        return new Topic<>(prefix + name, valueType, layout, config);
    }
}
