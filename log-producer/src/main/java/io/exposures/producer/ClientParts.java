package io.exposures.producer;

import io.exposures.records.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a client, put together: {@code Intake → Lane → Courier → Kafka}, for each kind of record, with what counts
 * and remembers around them.
 */
record ClientParts(
        PerKind<Accounts> accounts,
        PerKind<Lane> lanes,
        PerKind<Overflow> overflows,
        PerKind<Courier> couriers,
        ExposureDedup dedup,
        DropNotifier notifier,
        RecordEncoder encoder,
        Intake intake,
        Delivery delivery) {

    static ClientParts assemble(
            ProducerConfig config,
            InstantSource clock,
            ProducerFactory producerFactory,
            ClockWatch clockWatch,
            @Nullable DropListener dropListener) {
        QuietLog log = new QuietLog();
        TimeOrderedIds ids = new TimeOrderedIds(clock);
        Serializer<SpecificRecord> serializer = Serializers.configured(config.kafka());
        PerKind<Accounts> accounts = PerKind.of(kind -> new Accounts());
        LossTable unreported = new LossTable();
        ExposureDedup dedup = ExposureDedup.of(config.dedup(), System::nanoTime);
        DropNotifier notifier = new DropNotifier(dropListener);
        Losses losses = new Losses(accounts, unreported, dedup, notifier, clock);
        PerKind<Lane> lanes =
                PerKind.of(kind -> new Lane(config.buffer(), config.buffer().room(kind), losses));
        PerKind<Overflow> overflows = PerKind.of(kind -> overflow(config, kind, losses, log, clock));
        long maxUnacknowledged = KafkaSettings.bufferMemory(config.kafka()) / 4;
        PerKind<Courier> couriers = PerKind.of(kind -> new Courier(
                lanes.get(kind),
                config.topicOf(kind),
                serializer,
                maxUnacknowledged,
                accounts.get(kind),
                losses,
                overflows.get(kind),
                log));
        LossReporter lossReporter = new LossReporter(
                unreported,
                config.topics().ledger().name(),
                new Source(LibraryVersion.LIBRARY, config.host()),
                ids,
                serializer,
                config.lossReportInterval(),
                log);
        ProducerSession session = new ProducerSession(producerFactory, KafkaSettings.ofBytes(config.kafka()), log);
        RunLog runLog = new RunLog(EffectiveConfig.describe(config), marker(config, clock), losses, log);
        Delivery delivery = new Delivery(
                couriers.all(),
                session,
                lossReporter,
                new DropLog(accounts, losses, log),
                dedup,
                clockWatch,
                runLog,
                log);
        return new ClientParts(
                accounts,
                lanes,
                overflows,
                couriers,
                dedup,
                notifier,
                new RecordEncoder(config, clock, ids, dedup.isOn()),
                new Intake(lanes, config.maxRecordBytes(), accounts, losses, dedup, delivery::handedIn),
                delivery);
    }

    private static @Nullable RunMarker marker(ProducerConfig config, InstantSource clock) {
        Path directory = config.disk().directory();
        return directory == null ? null : new RunMarker(directory.resolve("running"), clock);
    }

    private static Overflow overflow(
            ProducerConfig config, RecordKind kind, Losses losses, QuietLog log, InstantSource clock) {
        Path directory = config.disk().directory();
        if (directory == null) {
            return new NoOverflow();
        }
        requireMvStore();
        Path file = directory.resolve("overflow-" + kind.label() + ".mv");
        long bytes = Math.round(config.disk().bytes() * config.buffer().share(kind));
        return new DiskOverflow(file, bytes, kind, losses, log, clock);
    }

    private static void requireMvStore() {
        try {
            Class.forName("org.h2.mvstore.MVStore", false, ClientParts.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "exposures.overflow.directory needs com.h2database:h2-mvstore on the class path", e);
        }
    }

    RecordCounts counts(RecordKind kind) {
        return accounts.get(kind).counts(overflows.get(kind).recovered(), waiting(kind));
    }

    long waiting() {
        return waiting(RecordKind.EXPOSURE) + waiting(RecordKind.OUTCOME);
    }

    private long waiting(RecordKind kind) {
        return lanes.get(kind).room().records() + overflows.get(kind).waiting();
    }

    /**
     * Records that are not delivered and, unless the client was closed, still may be: computed from what did come to an
     * end, so that it is right while the rest is being given up.
     */
    long undelivered() {
        return undelivered(RecordKind.EXPOSURE) + undelivered(RecordKind.OUTCOME);
    }

    private long undelivered(RecordKind kind) {
        RecordCounts counts = counts(kind);
        return counts.handedIn()
                + counts.recovered()
                - counts.suppressed()
                - counts.delivered()
                - counts.droppedInAll()
                + counts.dropped(DropReason.UNSENT_AT_CLOSE)
                + counts.dropped(DropReason.UNACKNOWLEDGED_AT_CLOSE);
    }

    ProducerHealth health() {
        List<String> problems = new ArrayList<>();
        couriers.all().forEach(courier -> problems.add(courier.problem()));
        overflows.all().forEach(overflow -> problems.add(overflow.problem()));
        problems.removeIf(String::isEmpty);
        return new ProducerHealth(
                state(problems),
                problems,
                waiting(),
                oldest(),
                overflows.all().stream().mapToLong(Overflow::waiting).sum(),
                overflows.all().stream().mapToLong(Overflow::setAside).sum());
    }

    Duration oldest() {
        Duration exposure = couriers.exposure().age();
        Duration outcome = couriers.outcome().age();
        return exposure.compareTo(outcome) > 0 ? exposure : outcome;
    }

    private ProducerHealth.State state(List<String> problems) {
        if (lanes.exposure().room().isClosed()) {
            return ProducerHealth.State.CLOSED;
        }
        return problems.isEmpty() ? ProducerHealth.State.DELIVERING : ProducerHealth.State.HELD_UP;
    }
}
