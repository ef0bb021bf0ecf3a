package io.exposures.producer;

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

    private final RecordKind kind;
    private final SpecificRecord avro;
    private final long bytes;
    private final long handedInAt = System.nanoTime();

    private volatile State state = State.UNSENT;
    private int sentBytes;
    private @Nullable Throwable failure;
    private @Nullable Runnable onFailure;

    /**
     * Wraps a record.
     *
     * @param bytes estimate of the memory it takes
     */
    BufferedRecord(RecordKind kind, SpecificRecord avro, long bytes) {
        this.kind = kind;
        this.avro = avro;
        this.bytes = bytes;
    }

    RecordKind kind() {
        return kind;
    }

    SpecificRecord avro() {
        return avro;
    }

    long bytes() {
        return bytes;
    }

    /** When it was handed in, by {@link System#nanoTime()}. */
    long handedInAt() {
        return handedInAt;
    }

    /**
     * It is about to be given to Kafka, which may answer at once.
     *
     * @param serializedBytes size of its key and value
     * @param signalFailure called, on any thread, when Kafka does not take it
     */
    void sending(int serializedBytes, Runnable signalFailure) {
        sentBytes = serializedBytes;
        onFailure = signalFailure;
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
        Runnable signal = onFailure;
        if (signal != null) {
            signal.run();
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
