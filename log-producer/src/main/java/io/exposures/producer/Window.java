package io.exposures.producer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The records of one kind that are on their way to Kafka, in order. A record stays until Kafka has answered for it and
 * for all before it; so the window knows what a new producer has to send again, and in which order, and a flush is done
 * when all before it is. Only the delivery thread uses it.
 */
final class Window {

    private final ArrayDeque<Batch> batches = new ArrayDeque<>();
    private long unacknowledgedBytes;
    private boolean someUnsent;

    /** Takes a record, to be sent. */
    void add(BufferedRecord record, long now) {
        Batch last = batches.peekLast();
        if (last == null || last.isClosed()) {
            last = new Batch(now);
            batches.addLast(last);
        }
        last.add(record);
        someUnsent = true;
    }

    /** Lets a flush wait for all records that are here. */
    void add(FlushMarker marker) {
        Batch last = batches.peekLast();
        if (last == null) {
            marker.reached();
        } else {
            last.add(marker);
        }
    }

    /** Records that come later belong to another batch. */
    void endBatch() {
        Batch last = batches.peekLast();
        if (last != null) {
            last.close();
        }
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    /** Bytes given to Kafka that it has not answered for. */
    long unacknowledgedBytes() {
        return unacknowledgedBytes;
    }

    /** When the oldest record came, by {@link System#nanoTime()}; {@link Long#MAX_VALUE} if there is none. */
    long oldestTakenAt() {
        Batch oldest = batches.peek();
        return oldest == null ? Long.MAX_VALUE : oldest.takenAt();
    }

    /**
     * Sends what is not sent, in order.
     *
     * @param sender sends one; answers whether to go on
     * @return whether nothing is left to send
     */
    boolean sendUnsent(Predicate<BufferedRecord> sender) {
        if (someUnsent) {
            for (Batch batch : batches) {
                for (BufferedRecord record : batch.records()) {
                    if (record.isUnsent() && !sender.test(record)) {
                        return false;
                    }
                }
            }
            someUnsent = false;
        }
        return true;
    }

    /** The record that was added last was sent, or dropped, at once. */
    void newestIsSent() {
        someUnsent = false;
    }

    /** A record is about to be given to Kafka. */
    void sending(BufferedRecord record, int serializedBytes, FailureSignal signal) {
        record.sending(serializedBytes, signal);
        record.batch().underWay(serializedBytes);
        unacknowledgedBytes += serializedBytes;
    }

    /** A record has to be sent again. */
    void takeBack(BufferedRecord record) {
        notUnderWay(record);
        record.unsent();
        someUnsent = true;
    }

    /** A record will never be delivered. */
    void drop(BufferedRecord record) {
        if (!record.isUnsent()) {
            notUnderWay(record);
        }
        record.batch().irregular();
        record.dropped();
    }

    private void notUnderWay(BufferedRecord record) {
        record.batch().irregular();
        record.batch().underWay(-record.sentBytes());
        unacknowledgedBytes -= record.sentBytes();
    }

    /** The records that Kafka did not take. */
    List<BufferedRecord> failed() {
        return records(BufferedRecord::isFailed);
    }

    /** The records that were given to Kafka and are not delivered. */
    List<BufferedRecord> underWay() {
        return records(record -> record.isSent() || record.isFailed());
    }

    /** The records that are neither delivered nor dropped. */
    List<BufferedRecord> unsettled() {
        return records(record -> !record.isSettled());
    }

    private List<BufferedRecord> records(Predicate<BufferedRecord> wanted) {
        List<BufferedRecord> records = new ArrayList<>();
        batches.forEach(batch -> batch.records().stream().filter(wanted).forEach(records::add));
        return records;
    }

    /** Lets go of everything settled at the head. */
    Settled prune() {
        Settled settled = new Settled();
        for (Batch head = batches.peek(); head != null && head.isSettled(); head = batches.peek()) {
            unacknowledgedBytes -= head.underWayBytes();
            head.settleAll(settled);
            settled.addMarkers(head.markers());
            batches.poll();
        }
        return settled;
    }

    /** Lets go of all settled records, also behind others that are not. */
    Settled sweep() {
        Settled settled = new Settled();
        for (Batch batch : batches) {
            long before = batch.underWayBytes();
            batch.settleSome(settled);
            unacknowledgedBytes -= before - batch.underWayBytes();
        }
        return settled;
    }

    /** Forgets everything, and lets flushes go on. */
    void clear() {
        batches.forEach(batch -> batch.markers().forEach(FlushMarker::reached));
        batches.clear();
        unacknowledgedBytes = 0;
    }
}
