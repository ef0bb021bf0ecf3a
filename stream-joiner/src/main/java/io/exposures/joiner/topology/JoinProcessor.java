package io.exposures.joiner.topology;

import io.exposures.joiner.join.Acceptance;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.ExperimentTally;
import io.exposures.joiner.join.ExposureClass;
import io.exposures.joiner.join.ExposureRecord;
import io.exposures.joiner.join.Maturation;
import io.exposures.joiner.join.OutcomeClass;
import io.exposures.joiner.join.OutcomeRecord;
import io.exposures.joiner.join.PartitionClock;
import io.exposures.joiner.join.PartitionJoin;
import io.exposures.records.Exposure;
import io.exposures.records.Outcome;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Reads both input topics of a partition, hands valid records to {@link PartitionJoin} and others to the rejected topic,
 * and counts every record once. All that a record causes is in its transaction.
 */
final class JoinProcessor implements Processor<byte[], byte[], OutputKey, SpecificRecord> {

    private static final long NOTHING_PUBLISHED = -1;

    /** About a dozen outcomes: few users have more within the horizon, and each change of a user is written whole. */
    private static final int OUTCOME_BYTES = 512;

    /** Units mature in small portions, and for this long at a time: records must not wait for them. */
    private static final int MATURING_PORTION = 500;

    private static final long MATURING_MILLIS = 100;

    private final JoinSettings settings;
    private final InputDecoder<Exposure> exposures;
    private final InputDecoder<Outcome> outcomes;

    private final ExposureReader reader = new ExposureReader();

    private ProcessorContext<OutputKey, SpecificRecord> context;
    private Outputs outputs;
    private PartitionStore partition;
    private StoredPartition state;
    private PartitionJoin join;
    private Snapshots snapshots;
    private Eviction eviction;
    private UserStore users;
    private UserSweep sweep;
    private Maturation maturation;
    private Heartbeats heartbeats;
    private KeyPlacement placement;
    private EndedUnits endedUnits;
    private long publishedRecords = NOTHING_PUBLISHED;
    private boolean exactlyOnce;

    JoinProcessor(JoinSettings settings, InputDecoder<Exposure> exposures, InputDecoder<Outcome> outcomes) {
        this.settings = settings;
        this.exposures = exposures;
        this.outcomes = outcomes;
    }

    @Override
    public void init(ProcessorContext<OutputKey, SpecificRecord> processorContext) {
        context = processorContext;
        exactlyOnce = StreamsConfig.EXACTLY_ONCE_V2.equals(
                context.appConfigs().get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
        outputs = new Outputs(context);
        users = context.getStateStore(Names.USERS);
        users.load();
        KeyValueStore<Bytes, byte[]> buffer = context.getStateStore(Names.BUFFER);
        partition = context.getStateStore(Names.PARTITION);
        partition.load();
        MaturityStore maturity = context.getStateStore(Names.MATURITY);
        maturity.load(() -> partition.progress().nextExposure());
        state = new StoredPartition(users, new BufferStore(buffer), maturity, partition, OUTCOME_BYTES);
        int own = context.taskId().partition();
        join = new PartitionJoin(
                new Acceptance(settings.horizon()), settings.definitions().apply(own), settings.caps(), state, outputs);
        placement = new KeyPlacement(own, settings.partitions());
        snapshots = new Snapshots(own, settings.horizon());
        Duration interval = settings.snapshotInterval();
        eviction = new Eviction(buffer, state, settings.horizon(), interval);
        sweep = new UserSweep(users, settings.horizon(), interval, settings.lookbackDays());
        maturation = new Maturation(state, settings.horizon(), MATURING_PORTION);
        endedUnits = new EndedUnits(users, partition, settings.horizon());
        heartbeats = new Heartbeats(settings.heartbeatInterval(), context.currentSystemTimeMs());
        context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<byte[], byte[]> input) {
        RecordMetadata origin = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record of an input topic has no origin"));
        if (!settings.cut().includes(origin.topic(), origin.partition(), origin.offset())) {
            return;
        }
        outputs.at(input.timestamp());
        Progress progress = partition.progress();
        boolean heartbeat = Heartbeats.isHeartbeat(input.key(), input.value(), input.headers());
        if (origin.topic().equals(settings.exposuresTopic())) {
            checkGap(origin, progress.nextExposure());
            heartbeats.readExposure(input.timestamp(), heartbeat, context.currentSystemTimeMs());
            progress.counts().exposure(heartbeat ? ExposureClass.HEARTBEAT : exposure(origin, input));
            partition.save(progress.afterExposure(origin.offset(), input.timestamp()));
        } else {
            checkGap(origin, progress.nextOutcome());
            heartbeats.readOutcome(input.timestamp(), heartbeat, context.currentSystemTimeMs());
            progress.counts().outcome(heartbeat ? OutcomeClass.HEARTBEAT : outcome(origin, input));
            partition.save(progress.afterOutcome(origin.offset(), input.timestamp()));
        }
    }

    /** What a topic had deleted before anything of it was read is not missed. */
    private void checkGap(RecordMetadata origin, long next) {
        if (next > 0 && origin.offset() > next) {
            settings.skipped().skipped(origin.topic(), origin.partition(), next, origin.offset());
        }
        if (exactlyOnce && origin.offset() < next) {
            throw new OffsetsWentBackException(origin, next);
        }
    }

    private ExposureClass exposure(RecordMetadata origin, Record<byte[], byte[]> input) {
        try {
            Exposure exposure = exposures.decode(input.key(), input.value());
            ExposureRecord valid = reader.read(input.key(), exposure, input.timestamp(), join::definition);
            placement.check(input.key());
            ExposureClass recordClass = join.onExposure(exposure.getUserid(), valid, exposure.getChecksum());
            partition
                    .exposureSources()
                    .read(exposure.getSource(), valid.exposure().time(), input.timestamp(), recordClass);
            if (recordClass.isRefused()) {
                String detail = settings.explain(recordClass, exposure.getTime());
                outputs.rejected(origin, input, Refusal.ofClass(recordClass, detail));
            }
            return recordClass;
        } catch (RefusedRecordException e) {
            outputs.rejected(origin, input, e.refusal());
            return ExposureClass.UNDECODABLE;
        }
    }

    private OutcomeClass outcome(RecordMetadata origin, Record<byte[], byte[]> input) {
        try {
            Outcome outcome = outcomes.decode(input.key(), input.value());
            OutcomeRecord valid =
                    OutcomeReader.read(input.key(), outcome, input.timestamp(), origin.offset(), partition.metrics());
            placement.check(input.key());
            OutcomeClass recordClass = join.onOutcome(outcome.getUserid(), valid);
            if (outcome.getSource() != null) {
                partition.outcomeSources().read(outcome.getSource(), valid.time(), input.timestamp(), recordClass);
            }
            if (recordClass.isRefused()) {
                String detail = settings.explain(recordClass, outcome.getTime());
                outputs.rejected(origin, input, Refusal.ofClass(recordClass, detail));
            }
            return recordClass;
        } catch (RefusedRecordException e) {
            outputs.rejected(origin, input, e.refusal());
            return OutcomeClass.UNDECODABLE;
        }
    }

    private void tick(long wallClockMillis) {
        Progress progress = partition.progress();
        mature(progress.clock());
        partition.answerMoments(users);
        eviction.sweep(progress.clock());
        sweep.sweep(progress.clock());
        endedUnits.sweep(progress.clock());
        if (settings.writesHeartbeats()) {
            outputs.at(wallClockMillis);
            outputs.heartbeat(heartbeats.due(progress.clock(), wallClockMillis));
        }
        long records = progress.counts().exposuresConsumed() + progress.counts().outcomesConsumed();
        if (records != publishedRecords || state.hasUnpublished()) {
            publish(progress, wallClockMillis);
            publishedRecords = records;
        }
    }

    /** The wall clock only limits the work: what has matured in the end does not depend on it. */
    private void mature(PartitionClock clock) {
        long enough = context.currentSystemTimeMs() + MATURING_MILLIS;
        boolean more = true;
        while (more && context.currentSystemTimeMs() < enough) {
            more = maturation.advance(clock);
        }
    }

    private void publish(Progress progress, long wallClockMillis) {
        outputs.at(wallClockMillis);
        state.takeUnpublished().forEach(key -> publish(key, partition.experiment(key), progress));
        outputs.ledger(snapshots.ledger(progress, partition), context.taskId().partition());
    }

    private void publish(ExperimentId key, ExperimentTally tally, Progress progress) {
        tally.cohorts()
                .takeUnpublished()
                .forEach(day -> outputs.daySummary(snapshots.day(key, tally, progress, day), day));
        outputs.summary(snapshots.summary(key, tally, progress, partition.matured()));
    }
}
