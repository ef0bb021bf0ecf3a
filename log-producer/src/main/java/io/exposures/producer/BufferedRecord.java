package io.exposures.producer;

import io.exposures.schemas.serde.EncodedRecord;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * One record on its way to Kafka, from the hand-in until it is delivered or dropped. Kafka answers by calling it back; it
 * is delivered only then.
 */
final class BufferedRecord extends EncodedRecord<SpecificRecord> implements Queued, Callback {

    /** How far a record has come. Only the delivery thread moves it, except out of {@code SENT}, which Kafka does. */
    private enum State {
        UNSENT,
        SENT,
        FAILED,
        DELIVERED,
        DROPPED
    }

    /** Memory of a record beside its binary: this object, the one around the binary, the queue's node. */
    private static final int OVERHEAD_BYTES = 180;

    private static final long NOT_ON_DISK = Long.MIN_VALUE;

    private static final AtomicReferenceFieldUpdater<BufferedRecord, State> STATE =
            AtomicReferenceFieldUpdater.newUpdater(BufferedRecord.class, State.class, "state");

    private final RecordKind kind;
    private final @Nullable String experiment;
    private final long time;
    private final @Nullable ExposureKey dedupKey;
    private final long diskKey;
    private final int capacity;

    private volatile State state = State.UNSENT;
    private int sentBytes;
    private @Nullable Batch batch;
    private @Nullable FailureSignal failureSignal;
    private @Nullable Throwable failure;

    /**
     * Wraps a record.
     *
     * @param body the record as Avro binary, complete
     * @param experiment name of its experiment; null for an outcome outside one
     * @param time event time, in microseconds since 1970
     * @param dedupKey what repeats of it are recognised by; null if they are not
     */
    BufferedRecord(
            RecordKind kind,
            AvroBinaryWriter body,
            @Nullable String experiment,
            long time,
            @Nullable ExposureKey dedupKey) {
        super(kind.schema(), body.bytes(), body.size());
        this.capacity = body.bytes().length;
        this.kind = kind;
        this.experiment = experiment;
        this.time = time;
        this.dedupKey = dedupKey;
        this.diskKey = NOT_ON_DISK;
    }

    private BufferedRecord(RecordKind kind, byte[] body, long diskKey) {
        super(kind.schema(), body, body.length);
        this.capacity = body.length;
        this.kind = kind;
        this.experiment = null;
        this.time = 0;
        this.dedupKey = null;
        this.diskKey = diskKey;
    }

    /** A record that was read from an overflow file, where it stays until it is settled. */
    static BufferedRecord fromDisk(RecordKind kind, byte[] body, long diskKey) {
        return new BufferedRecord(kind, body, diskKey);
    }

    RecordKind kind() {
        return kind;
    }

    /** Key of the message: the userid as UTF-8, which is the second text of either kind of record. */
    byte[] key() {
        return text(1);
    }

    /** Name of its experiment; null for an outcome outside one. */
    @Nullable
    String experiment() {
        return isFromDisk() ? kind.experiment(decoded()) : experiment;
    }

    /** Event time, in microseconds since 1970. */
    long time() {
        return isFromDisk() ? kind.micros(decoded()) : time;
    }

    /** What repeats of it are recognised by; null if they are not. */
    @Nullable
    ExposureKey dedupKey() {
        return dedupKey;
    }

    boolean isFromDisk() {
        return diskKey != NOT_ON_DISK;
    }

    /** Its key in the overflow file. */
    long diskKey() {
        return diskKey;
    }

    /** Estimate of the memory it takes. */
    long bytes() {
        return OVERHEAD_BYTES + capacity + (dedupKey == null ? 0L : ExposureKey.BYTES);
    }

    void belongsTo(Batch newBatch) {
        batch = newBatch;
    }

    Batch batch() {
        return Objects.requireNonNull(batch);
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
        if (exception != null) {
            failed(exception);
        } else if (STATE.getAndSet(this, State.DELIVERED) != State.DELIVERED) {
            batch().acknowledged();
        }
    }

    /** Kafka did not take it; of no meaning once Kafka has said that it did. */
    void failed(Throwable cause) {
        failure = cause;
        if (STATE.compareAndSet(this, State.SENT, State.FAILED)) {
            Objects.requireNonNull(failureSignal).raise();
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
