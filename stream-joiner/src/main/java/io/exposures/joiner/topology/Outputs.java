package io.exposures.joiner.topology;

import io.exposures.joiner.join.BufferedOutcome;
import io.exposures.joiner.join.Changes;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.FirstExposure;
import io.exposures.joiner.join.JoinOutput;
import io.exposures.joiner.join.UnitKey;
import io.exposures.joiner.join.UnitState;
import io.exposures.joiner.json.CanonicalJson;
import io.exposures.records.ExposedOutcome;
import io.exposures.records.Ledger;
import io.exposures.records.Rejected;
import io.exposures.records.Summary;
import io.exposures.records.UnitStatus;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Forwards what changed to the sinks, as records of the public topics. */
final class Outputs implements JoinOutput {

    /** A batch of little size may hold a record of any size; a copy must fit into a message. */
    static final int COPIED_BYTES = 4_194_304;

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private final ProcessorContext<OutputKey, SpecificRecord> context;
    private final DecodedMaps maps = new DecodedMaps();
    private long timestamp;

    Outputs(ProcessorContext<OutputKey, SpecificRecord> context) {
        this.context = context;
    }

    /** Sets the timestamp, milliseconds since the epoch, of what is forwarded from now on. */
    void at(long millis) {
        timestamp = millis;
    }

    @Override
    public void row(String userid, Changes.Row row) {
        ExperimentId experiment = row.key().experiment();
        BufferedOutcome outcome = row.outcome();
        String key = CanonicalJson.array(
                userid, experiment.name(), experiment.salt(), row.key().unit(), outcome.eventId(), outcome.time());
        FirstExposure first = row.after();
        SpecificRecord value = first == null ? null : exposedOutcome(userid, row, first);
        forward(OutputKey.ofUser(userid, key), value, Names.EXPOSED_OUTCOMES_SINK);
    }

    private ExposedOutcome exposedOutcome(String userid, Changes.Row row, FirstExposure first) {
        BufferedOutcome outcome = row.outcome();
        return new ExposedOutcome(
                userid,
                row.key().experiment().name(),
                row.key().experiment().salt(),
                row.key().unit(),
                first.arm(),
                maps.decode(first.params()),
                instant(first.time()),
                outcome.eventId(),
                instant(outcome.time()),
                outcome.content().event(),
                outcome.content().value(),
                maps.decode(outcome.content().extraData()));
    }

    @Override
    public void unitStatus(String userid, UnitKey key, UnitState unit) {
        ExperimentId experiment = key.experiment();
        UnitStatus status = new UnitStatus(
                userid,
                experiment.name(),
                experiment.salt(),
                key.unit(),
                unit.first().arm(),
                maps.decode(unit.first().params()),
                instant(unit.first().time()),
                unit.first().exposureId(),
                unit.arms().arms(),
                unit.arms().truncated(),
                unit.arms().crossover());
        String text = CanonicalJson.array(userid, experiment.name(), experiment.salt(), key.unit());
        forward(OutputKey.ofUser(userid, text), status, Names.UNIT_STATUS_SINK);
    }

    /** What is too large to be copied can be read at its place in the input topic, for as long as that keeps it. */
    void rejected(RecordMetadata origin, Record<byte[], byte[]> input, Refusal refusal) {
        long size = size(input.key()) + size(input.value());
        boolean copied = size <= COPIED_BYTES;
        Rejected rejected = new Rejected(
                origin.topic(),
                origin.partition(),
                origin.offset(),
                Instant.ofEpochMilli(input.timestamp()),
                refusal.recordClass(),
                refusal.reason(),
                copied ? refusal.detail() : refusal.detail() + "; its " + size + " bytes are too many to be copied",
                copied ? buffer(input.key()) : null,
                copied ? buffer(input.value()) : null);
        forward(OutputKey.raw(copied ? input.key() : null), rejected, Names.REJECTED_SINK);
    }

    private static long size(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    void summary(Summary summary) {
        String key = CanonicalJson.array(summary.getExperiment(), summary.getSalt(), summary.getPartition());
        forward(OutputKey.of(key), summary, Names.SUMMARIES_SINK);
    }

    void daySummary(Summary summary, long day) {
        String key = CanonicalJson.array(
                summary.getExperiment(),
                summary.getSalt(),
                summary.getPartition(),
                LocalDate.ofEpochDay(day).toString());
        forward(OutputKey.of(key), summary, Names.SUMMARIES_SINK);
    }

    void ledger(Ledger ledger, int partition) {
        String key = CanonicalJson.array("partition", partition);
        forward(OutputKey.of(key), ledger, Names.LEDGER_SINK);
    }

    void heartbeat(Heartbeats.@Nullable Side side) {
        if (side != null) {
            String sink =
                    side == Heartbeats.Side.EXPOSURES ? Names.EXPOSURES_HEARTBEAT_SINK : Names.OUTCOMES_HEARTBEAT_SINK;
            context.forward(
                    new Record<>(OutputKey.none(context.taskId().partition()), null, timestamp, Heartbeats.headers()),
                    sink);
        }
    }

    private void forward(OutputKey key, @Nullable SpecificRecord value, String sink) {
        context.forward(new Record<>(key, value, timestamp), sink);
    }

    private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO);
    }
}
