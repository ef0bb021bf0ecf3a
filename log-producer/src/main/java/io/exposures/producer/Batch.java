package io.exposures.producer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Records that came to the delivery thread in one go. Kafka's thread counts its acknowledgements here, so that as long as
 * nothing goes wrong the delivery thread looks at one counter and not at each record. Only the delivery thread uses it,
 * except for {@link #acknowledged()}.
 */
final class Batch {

    private static final int MOST_RECORDS = 256;

    private List<BufferedRecord> records = new ArrayList<>(16);
    private final List<FlushMarker> markers = new ArrayList<>(0);
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final long takenAt;

    /** Whether no record was taken back, dropped or let go of by itself: then the counter tells everything. */
    private boolean regular = true;

    private boolean closed;
    private boolean fromDisk;
    private long memoryBytes;
    private long underWayBytes;

    /** Begins a batch at a moment of {@link System#nanoTime()}. */
    Batch(long takenAt) {
        this.takenAt = takenAt;
    }

    long takenAt() {
        return takenAt;
    }

    void add(BufferedRecord record) {
        record.belongsTo(this);
        records.add(record);
        // Added up now, while the record is in the processor's cache.
        memoryBytes += record.bytes();
        fromDisk |= record.isFromDisk();
    }

    /** A flush waits for this batch and all before it. */
    void add(FlushMarker marker) {
        markers.removeIf(FlushMarker::isCancelled);
        markers.add(marker);
        closed = true;
    }

    /** Whether further records belong to another batch. */
    boolean isClosed() {
        return closed || records.size() >= MOST_RECORDS;
    }

    void close() {
        closed = true;
    }

    List<BufferedRecord> records() {
        return records;
    }

    List<FlushMarker> markers() {
        return markers;
    }

    /** Bytes given to Kafka for records that are not settled. */
    long underWayBytes() {
        return underWayBytes;
    }

    void underWay(long bytes) {
        underWayBytes += bytes;
    }

    /** A record is not simply on its way to be acknowledged. */
    void irregular() {
        regular = false;
    }

    /** Kafka has acknowledged a record, for the first time; on any thread. */
    void acknowledged() {
        acknowledged.incrementAndGet();
    }

    /** Whether all records are delivered or dropped. */
    boolean isSettled() {
        if (regular) {
            return acknowledged.get() == records.size();
        }
        return records.stream().allMatch(BufferedRecord::isSettled);
    }

    /** Counts all records, which must be settled; nothing else may be done with the batch afterwards. */
    void settleAll(Settled settled) {
        if (regular && !fromDisk) {
            settled.addDelivered(records.size(), memoryBytes);
        } else {
            records.forEach(settled::add);
        }
        underWayBytes = 0;
    }

    /** Counts those records that are settled, and lets go of them. */
    void settleSome(Settled settled) {
        List<BufferedRecord> rest = new ArrayList<>();
        for (BufferedRecord record : records) {
            if (record.isSettled()) {
                underWayBytes -= record.isDelivered() ? record.sentBytes() : 0;
                settled.add(record);
            } else {
                rest.add(record);
            }
        }
        if (rest.size() < records.size()) {
            regular = false;
            records = rest;
        }
    }
}
