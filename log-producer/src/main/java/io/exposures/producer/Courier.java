package io.exposures.producer;

import io.exposures.producer.QuietLog.About;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Carries the records of one kind from the buffer to Kafka, in order. Only the delivery thread uses it. */
final class Courier {
    /*
     * Records leave the lane into the window, in order, and stay there until Kafka has answered for them and for all
     * before them. So the window always knows what a new producer has to send again and in which order, and a flush is
     * done when its marker comes to the head. A record keeps its room in the lane until it leaves the window.
     */

    /** Records sent in one go, before the other kind has its turn. */
    private static final int TURN = 256;

    /** How often a window whose head Kafka does not acknowledge is searched for records that it has. */
    private static final long SWEEP_NANOS = Duration.ofSeconds(1).toNanos();

    /** Attempts after which a record is given up that makes the serializer fail with an Error. */
    private static final int MOST_ERRORS = 3;

    private final Lane lane;
    private final String topic;
    private final Serializer<SpecificRecord> serializer;
    private final long maxUnacknowledgedBytes;
    private final Accounts accounts;
    private final Losses losses;
    private final QuietLog log;
    private final Backoff backoff = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2));

    private final FailureSignal failureSignal = new FailureSignal();
    private ArrayDeque<Queued> window = new ArrayDeque<>();
    private @Nullable Queued taken;
    private long unacknowledgedBytes;
    private boolean someUnsent;
    private int errorsInARow;
    private long sweptAt = System.nanoTime();

    Courier(
            Lane lane,
            String topic,
            Serializer<SpecificRecord> serializer,
            long maxUnacknowledgedBytes,
            Accounts accounts,
            Losses losses,
            QuietLog log) {
        this.lane = lane;
        this.topic = topic;
        this.serializer = serializer;
        this.maxUnacknowledgedBytes = maxUnacknowledgedBytes;
        this.accounts = accounts;
        this.losses = losses;
        this.log = log;
    }

    /** Does what there is to do, up to one turn; answers whether anything moved. */
    boolean work(ProducerSession session) {
        boolean moved = settle(session);
        if (session.isBroken() || backoff.isPaused(System.nanoTime())) {
            return moved;
        }
        boolean sent = sendUnsent(session) && sendNew(session);
        return moved || sent;
    }

    /** Whether nothing waits, here or in the lane. */
    boolean isIdle() {
        return window.isEmpty() && taken == null && lane.isEmpty();
    }

    /** Whether nothing waits and nothing is being handed in. */
    boolean isSettled() {
        return isIdle() && lane.room().records() == 0;
    }

    /** Sends what is in the window and not sent; answers whether all of it is. */
    private boolean sendUnsent(ProducerSession session) {
        if (someUnsent) {
            for (Queued queued : window) {
                if (queued instanceof BufferedRecord buffered && buffered.isUnsent() && !send(buffered, session)) {
                    return false;
                }
            }
            someUnsent = false;
        }
        return true;
    }

    private boolean sendNew(ProducerSession session) {
        boolean moved = false;
        for (int i = 0; i < TURN && unacknowledgedBytes < maxUnacknowledgedBytes; i++) {
            BufferedRecord next = take();
            if (next == null || !send(next, session)) {
                return moved;
            }
            someUnsent = false;
            moved = true;
        }
        return moved;
    }

    /** Moves the next record from the lane into the window; at no point would an Error lose it. */
    private @Nullable BufferedRecord take() {
        while (true) {
            Queued next = taken == null ? lane.poll() : taken;
            if (next == null) {
                return null;
            }
            taken = next;
            window.addLast(next);
            taken = null;
            if (next instanceof BufferedRecord buffered) {
                someUnsent = true;
                return buffered;
            }
        }
    }

    /** Gives a record to Kafka, or drops it for good; the answer is false when it has to wait. */
    private boolean send(BufferedRecord next, ProducerSession session) {
        Producer<byte[], byte[]> producer = session.producer();
        if (producer == null) {
            return false;
        }
        byte[] value = serialize(next);
        if (value == null) {
            return next.isSettled();
        }
        byte[] key = next.key();
        next.sending(key.length + value.length, failureSignal);
        unacknowledgedBytes += next.sentBytes();
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
            byte[] value = serializer.serialize(topic, next.encoded());
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
                log.warn(About.SCHEMA, "records for " + topic + " wait for the schema registry", cause);
            }
            case SCHEMA_REFUSED -> {
                drop(next, DropReason.SCHEMA_REFUSED);
                log.warn(About.SCHEMA, "records for " + topic + " are dropped: their schema is refused", cause);
            }
            case BAD_RECORD -> {
                drop(next, DropReason.NOT_SERIALIZABLE);
                log.warn(About.SERIALIZING, "a record for " + topic + " cannot be serialized", cause);
            }
        }
    }

    /** Clears the interrupt that made a call fail: interrupting this thread has no meaning. */
    private static void clearInterrupt(Throwable cause) {
        if (cause instanceof InterruptException) {
            Thread.interrupted();
        }
    }

    /** Takes note of what Kafka has answered. */
    private boolean settle(ProducerSession session) {
        if (failureSignal.isRaised()) {
            failureSignal.lower();
            handleFailures(session);
        }
        long now = System.nanoTime();
        boolean moved = prune(session);
        if (now - sweptAt > SWEEP_NANOS) {
            sweptAt = now;
            sweep();
        }
        return moved;
    }

    private void handleFailures(ProducerSession session) {
        for (Queued queued : window) {
            if (queued instanceof BufferedRecord buffered && buffered.isFailed()) {
                handleFailure(buffered, session);
            }
        }
    }

    private void handleFailure(BufferedRecord buffered, ProducerSession session) {
        Throwable failure = buffered.failure();
        switch (SendFailure.of(failure)) {
            case RETRY -> {
                takeBack(buffered);
                if (!backoff.isPaused(System.nanoTime())) {
                    backoff.failed(System.nanoTime());
                }
                log.warn(About.SENDING, "records for " + topic + " wait for Kafka", failure);
            }
            case TOO_LARGE -> drop(buffered, DropReason.TOO_LARGE);
            case REFUSED -> {
                drop(buffered, DropReason.REFUSED_BY_BROKER);
                log.warn(About.SENDING, "the broker refuses a record for " + topic, failure);
            }
            case NEW_PRODUCER -> session.broken(failure);
        }
    }

    /** The producer is gone: whatever it has not acknowledged has to be sent again. */
    void takeBackAll() {
        failureSignal.lower();
        for (Queued queued : window) {
            if (queued instanceof BufferedRecord buffered && (buffered.isSent() || buffered.isFailed())) {
                takeBack(buffered);
            }
        }
    }

    private void takeBack(BufferedRecord buffered) {
        unacknowledgedBytes -= buffered.sentBytes();
        buffered.unsent();
        someUnsent = true;
    }

    private void drop(BufferedRecord buffered, DropReason reason) {
        if (!buffered.isUnsent()) {
            unacknowledgedBytes -= buffered.sentBytes();
        }
        buffered.dropped();
        losses.dropped(buffered, reason);
    }

    /** Lets go of everything settled at the head of the window. */
    private boolean prune(ProducerSession session) {
        Tally settled = new Tally();
        for (Queued head = window.peek(); head != null && settled.add(head); head = window.peek()) {
            window.poll();
        }
        if (settled.delivered > 0) {
            backoff.succeeded();
            session.succeeded();
        }
        return settled.book();
    }

    /** Lets go of everything settled behind a head that is not. */
    private void sweep() {
        Tally settled = new Tally();
        ArrayDeque<Queued> rest = new ArrayDeque<>(window.size() + 1);
        for (Queued queued : window) {
            if (queued instanceof FlushMarker || !settled.add(queued)) {
                rest.addLast(queued);
            }
        }
        window = rest;
        settled.book();
    }

    /** Drops all that is left, once Kafka can answer no more. */
    void abandon() {
        sweep();
        for (Queued queued : window) {
            if (queued instanceof BufferedRecord buffered && !buffered.isSettled()) {
                boolean mayHaveArrived = buffered.sentBytes() > 0;
                drop(buffered, mayHaveArrived ? DropReason.UNACKNOWLEDGED_AT_CLOSE : DropReason.UNSENT_AT_CLOSE);
            }
        }
        abandonLane();
        Tally settled = new Tally();
        window.forEach(settled::add);
        window.clear();
        settled.book();
    }

    private void abandonLane() {
        for (Queued queued = taken == null ? lane.poll() : taken; queued != null; queued = lane.poll()) {
            taken = null;
            window.addLast(queued);
            if (queued instanceof BufferedRecord buffered) {
                drop(buffered, DropReason.UNSENT_AT_CLOSE);
            }
        }
    }

    /** What is settled, gathered so that the counters that callers share are touched once. */
    private final class Tally {

        private long records;
        private long bytes;
        private long delivered;
        private boolean any;
        private final List<FlushMarker> markers = new ArrayList<>(0);

        /** Adds an entry if it is settled. */
        boolean add(Queued queued) {
            if (queued instanceof BufferedRecord buffered) {
                if (!buffered.isSettled()) {
                    return false;
                }
                records++;
                bytes += buffered.bytes();
                if (buffered.isDelivered()) {
                    delivered++;
                    unacknowledgedBytes -= buffered.sentBytes();
                }
            } else if (queued instanceof FlushMarker marker) {
                markers.add(marker);
            }
            any = true;
            return true;
        }

        boolean book() {
            accounts.delivered(delivered);
            lane.room().release(records, bytes);
            markers.forEach(marker -> marker.reached().countDown());
            return any;
        }
    }
}
