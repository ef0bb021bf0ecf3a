package io.exposures.producer;

import static io.exposures.producer.DropReason.UNACKNOWLEDGED_AT_CLOSE;
import static io.exposures.producer.DropReason.UNSENT_AT_CLOSE;

import io.exposures.producer.QuietLog.About;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Carries the records of one kind from the buffer to Kafka, in order. Only the delivery thread uses it. */
final class Courier {

    /** Records sent in one go, before the other kind has its turn. */
    private static final int TURN = 256;

    /** How often a window whose head Kafka does not acknowledge is searched for records that it has. */
    private static final long SWEEP_NANOS = Duration.ofSeconds(1).toNanos();

    /** Kafka stands still when it has acknowledged nothing for this long though records are under way. */
    private static final long STALLED_NANOS = Duration.ofSeconds(1).toNanos();

    /** Attempts after which a record is given up that makes the serializer fail with an Error. */
    private static final int MOST_ERRORS = 3;

    private final Lane lane;
    private final String topic;
    private final Serializer<SpecificRecord> serializer;
    private final long maxUnacknowledgedBytes;
    private final Accounts accounts;
    private final Losses losses;
    private final Overflow overflow;
    private final QuietLog log;
    private final Backoff backoff = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2));
    private final FailureSignal failureSignal = new FailureSignal();
    private final Window window = new Window();
    private final Supply supply;

    private int errorsInARow;
    private long sweptAt = System.nanoTime();
    private long settledAt = System.nanoTime();
    private volatile String problem = "";
    private volatile long oldestTakenAt = Long.MAX_VALUE;

    Courier(
            Lane lane,
            String topic,
            Serializer<SpecificRecord> serializer,
            long maxUnacknowledgedBytes,
            Accounts accounts,
            Losses losses,
            Overflow overflow,
            QuietLog log) {
        this.lane = lane;
        this.topic = topic;
        this.serializer = serializer;
        this.maxUnacknowledgedBytes = maxUnacknowledgedBytes;
        this.accounts = accounts;
        this.losses = losses;
        this.overflow = overflow;
        this.log = log;
        this.supply = new Supply(lane, overflow);
    }

    /** Does what there is to do, up to one turn; answers whether anything moved. */
    boolean work(ProducerSession session) {
        long now = System.nanoTime();
        boolean moved = settle(session, now);
        boolean free = !session.isBroken() && !backoff.isPaused(now);
        if (free && window.sendUnsent(unsent -> send(unsent, session))) {
            moved |= sendNew(session, now);
        }
        return supply.spill(isStalled(now)) || moved;
    }

    /** Whether records are kept from Kafka. */
    boolean isStalled() {
        return isStalled(System.nanoTime());
    }

    private boolean isStalled(long now) {
        return backoff.isFailing() || (!window.isEmpty() && now - settledAt > STALLED_NANOS);
    }

    /** Whether nothing waits, here or in the lane. */
    boolean isIdle() {
        return window.isEmpty() && supply.isEmpty();
    }

    /** Whether nothing waits and nothing is being handed in. */
    boolean isSettled() {
        return isIdle() && lane.room().records() == 0;
    }

    /** What keeps records from being delivered; empty when nothing does. */
    String problem() {
        return problem;
    }

    /** When the oldest record on its way came, by {@link System#nanoTime()}; {@link Long#MAX_VALUE} if there is none. */
    long oldestTakenAt() {
        return window.oldestTakenAt();
    }

    /** How long the oldest record has been on its way. */
    Duration age() {
        return Duration.ofNanos(Math.max(0, System.nanoTime() - oldestTakenAt));
    }

    private boolean sendNew(ProducerSession session, long now) {
        boolean moved = false;
        for (int i = 0; i < TURN && window.unacknowledgedBytes() < maxUnacknowledgedBytes; i++) {
            Queued next = supply.peek();
            if (next == null || !sendNew(next, session, now)) {
                break;
            }
            moved = true;
        }
        window.endBatch();
        return moved;
    }

    private boolean sendNew(Queued next, ProducerSession session, long now) {
        // Into the window first, then out of the supply: an Error in between loses nothing.
        if (next instanceof BufferedRecord record) {
            window.add(record, now);
            supply.advance();
            boolean sent = send(record, session);
            if (sent) {
                window.newestIsSent();
            }
            return sent;
        }
        if (next instanceof FlushMarker marker) {
            window.add(marker);
        }
        supply.advance();
        return true;
    }

    /** Gives a record to Kafka, or drops it for good; the answer is false when it has to wait. */
    private boolean send(BufferedRecord next, ProducerSession session) {
        Producer<byte[], byte[]> producer = session.producer();
        byte[] value = producer == null ? null : serialize(next);
        if (producer == null || value == null) {
            return next.isSettled();
        }
        byte[] key = next.key();
        window.sending(next, key.length + value.length, failureSignal);
        try {
            // Kafka answers by calling the record back, also when it fails.
            var unused = producer.send(new ProducerRecord<>(topic, key, value), next);
        } catch (Throwable e) {
            clearInterrupt(e);
            next.failed(e);
        }
        return !failureSignal.isRaised();
    }

    private byte @Nullable [] serialize(BufferedRecord next) {
        try {
            byte[] value = serializer.serialize(topic, next);
            errorsInARow = 0;
            return value;
        } catch (Exception e) {
            clearInterrupt(e);
            cannotSerialize(next, e);
        } catch (Error e) {
            backoff.failed(System.nanoTime());
            if (++errorsInARow < MOST_ERRORS) {
                throw e;
            }
            errorsInARow = 0;
            drop(next, DropReason.INTERNAL_ERROR);
            log.warn(About.DEFECT, "a record is dropped because serializing it fails with an error", e);
        }
        return null;
    }

    private void cannotSerialize(BufferedRecord next, Exception cause) {
        switch (SerializationFailure.of(cause)) {
            case WAIT -> {
                backoff.failed(System.nanoTime());
                problem("records for " + topic + " wait for the schema registry", About.SCHEMA, cause);
            }
            case SCHEMA_REFUSED -> {
                drop(next, DropReason.SCHEMA_REFUSED);
                problem("records for " + topic + " are dropped: their schema is refused", About.SCHEMA, cause);
            }
            case BAD_RECORD -> {
                drop(next, DropReason.NOT_SERIALIZABLE);
                log.warn(About.SERIALIZING, "a record for " + topic + " cannot be serialized", cause);
            }
        }
    }

    private void problem(String what, About about, Throwable cause) {
        problem = what + ": " + cause.getMessage();
        log.warn(about, what, cause);
    }

    /** Clears the interrupt that made a call fail: interrupting this thread has no meaning. */
    private static void clearInterrupt(Throwable cause) {
        if (cause instanceof InterruptException) {
            Thread.interrupted();
        }
    }

    /** Takes note of what Kafka has answered. */
    private boolean settle(ProducerSession session, long now) {
        if (failureSignal.isRaised()) {
            failureSignal.lower();
            window.failed().forEach(failed -> handleFailure(failed, session));
        }
        Settled settled = window.prune();
        book(settled, session, now);
        if (now - sweptAt > SWEEP_NANOS) {
            sweptAt = now;
            book(window.sweep(), session, now);
        }
        oldestTakenAt = window.oldestTakenAt();
        return !settled.isEmpty();
    }

    private void book(Settled settled, ProducerSession session, long now) {
        if (settled.delivered() > 0) {
            backoff.succeeded();
            session.succeeded();
            problem = "";
        }
        if (!settled.isEmpty() || window.isEmpty()) {
            settledAt = now;
        }
        settled.book(accounts, lane, overflow);
    }

    private void handleFailure(BufferedRecord failed, ProducerSession session) {
        Throwable failure = failed.failure();
        switch (SendFailure.of(failure)) {
            case RETRY -> {
                window.takeBack(failed);
                if (!backoff.isPaused(System.nanoTime())) {
                    backoff.failed(System.nanoTime());
                }
                problem("records for " + topic + " wait for Kafka", About.SENDING, failure);
            }
            case TOO_LARGE -> drop(failed, DropReason.TOO_LARGE);
            case REFUSED -> {
                drop(failed, DropReason.REFUSED_BY_BROKER);
                log.warn(About.SENDING, "the broker refuses a record for " + topic, failure);
            }
            case NEW_PRODUCER -> {
                session.broken(failure);
                problem = "the Kafka producer failed: " + failure.getMessage();
            }
        }
    }

    /** The producer is gone: whatever it has not acknowledged has to be sent again. */
    void takeBackAll() {
        failureSignal.lower();
        window.underWay().forEach(window::takeBack);
    }

    private void drop(BufferedRecord buffered, DropReason reason) {
        window.drop(buffered);
        losses.dropped(buffered, reason);
    }

    /** Ends the use of the overflow. */
    void close() {
        overflow.close();
    }

    /** Keeps on disk what is left, or drops it, once Kafka can answer no more. */
    void abandon() {
        window.sweep().book(accounts, lane, overflow);
        supply.drainOlder().forEach(this::addToWindow);
        List<BufferedRecord> older = window.unsettled();
        int kept = older.isEmpty() ? 0 : overflow.addBefore(older);
        for (int i = 0; i < older.size(); i++) {
            // A record that came from disk is still there.
            if (!older.get(i).isFromDisk()) {
                abandon(older.get(i), i < kept);
            }
        }
        abandonNewer();
        window.clear();
    }

    private void abandonNewer() {
        List<BufferedRecord> newer = supply.drainNewer();
        while (!newer.isEmpty()) {
            boolean kept = overflow.isWritable() && overflow.add(newer);
            newer.forEach(each -> abandon(each, kept));
            newer = supply.drainNewer();
        }
    }

    private void abandon(BufferedRecord record, boolean kept) {
        if (!kept) {
            losses.dropped(record, record.sentBytes() > 0 ? UNACKNOWLEDGED_AT_CLOSE : UNSENT_AT_CLOSE);
        }
        lane.room().release(1, record.bytes());
    }

    private void addToWindow(Queued left) {
        if (left instanceof BufferedRecord record) {
            window.add(record, System.nanoTime());
        } else if (left instanceof FlushMarker marker) {
            window.add(marker);
        }
    }
}
