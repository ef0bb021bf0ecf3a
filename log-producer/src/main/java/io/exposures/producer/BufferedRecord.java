package io.exposures.producer;

import io.exposures.schemas.serde.EncodedRecord;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * One record on its way to Kafka, from the hand-in until it is delivered or dropped. Kafka answers by calling it back; it
 * is delivered only then.
 */
final class BufferedRecord implements Queued, Callback {

    /** How far a record has come. Only the delivery thread moves it, except out of {@code SENT}, which Kafka does. */
    private enum State {
        UNSENT,
        SENT,
        FAILED,
        DELIVERED,
        DROPPED
    }

    /** Memory of a record beside its binary: this object, the one around the binary, the queue's node. */
    private static final int OVERHEAD_BYTES = 200;

    private final RecordKind kind;
    private final EncodedRecord<SpecificRecord> encoded;
    private final @Nullable String experiment;
    private final long time;
    private final long handedInAt = System.nanoTime();

    private volatile State state = State.UNSENT;
    private int sentBytes;
    private @Nullable Throwable failure;
    private @Nullable FailureSignal failureSignal;

    /**
     * Wraps a record.
     *
     * @param body the record as Avro binary
     * @param experiment name of its experiment; null for an outcome outside one
     * @param time event time, in microseconds since 1970
     */
    BufferedRecord(RecordKind kind, byte[] body, @Nullable String experiment, long time) {
        this.kind = kind;
        this.encoded = new EncodedRecord<>(kind.schema(), body);
        this.experiment = experiment;
        this.time = time;
    }

    RecordKind kind() {
        return kind;
    }

    EncodedRecord<SpecificRecord> encoded() {
        return encoded;
    }

    /** Key of the message: the userid as UTF-8, which is the second text of either kind of record. */
    byte[] key() {
        return encoded.text(1);
    }

    @Nullable
    String experiment() {
        return experiment;
    }

    /** Event time, in microseconds since 1970. */
    long time() {
        return time;
    }

    /** Estimate of the memory it takes. */
    long bytes() {
        return (long) OVERHEAD_BYTES + encoded.length();
    }

    /** When it was handed in, by {@link System#nanoTime()}. */
    long handedInAt() {
        return handedInAt;
    }

    /**
     * It is about to be given to Kafka, which may answer at once.
     *
     * @param serializedBytes size of its key and value
     * @param signal raised when Kafka does not take it
     */
    void sending(int serializedBytes, FailureSignal signal) {
        sentBytes = serializedBytes;
        failureSignal = signal;
        failure = null;
        state = State.SENT;
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
        if (exception == null) {
            state = State.DELIVERED;
        } else {
            failed(exception);
        }
    }

    void failed(Throwable cause) {
        failure = cause;
        state = State.FAILED;
        FailureSignal signal = failureSignal;
        if (signal != null) {
            signal.raise();
        }
    }

    /** It has to be sent, again if need be. */
    void unsent() {
        state = State.UNSENT;
    }

    void dropped() {
        state = State.DROPPED;
    }

    boolean isUnsent() {
        return state == State.UNSENT;
    }

    boolean isSent() {
        return state == State.SENT;
    }

    boolean isFailed() {
        return state == State.FAILED;
    }

    boolean isDelivered() {
        return state == State.DELIVERED;
    }

    /** Whether nothing more will happen to it. */
    boolean isSettled() {
        State now = state;
        return now == State.DELIVERED || now == State.DROPPED;
    }

    /** Size of its key and value when it was last given to Kafka; 0 before. */
    int sentBytes() {
        return sentBytes;
    }

    /** Why Kafka did not take it. */
    Throwable failure() {
        return Objects.requireNonNull(failure);
    }
}
