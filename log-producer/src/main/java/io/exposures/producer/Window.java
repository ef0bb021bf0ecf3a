package io.exposures.producer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The records of one kind that are on their way to Kafka, in order. A record stays until Kafka has answered for it and
 * for all before it; so the window knows what a new producer has to send again, and in which order, and a flush is done
 * when its marker comes to the head. Only the delivery thread uses it.
 */
final class Window {

    private ArrayDeque<Queued> entries = new ArrayDeque<>();
    private long unacknowledgedBytes;
    private boolean someUnsent;

    void add(Queued next) {
        entries.addLast(next);
        someUnsent |= next instanceof BufferedRecord;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    int size() {
        return entries.size();
    }

    /** Bytes given to Kafka that it has not answered for. */
    long unacknowledgedBytes() {
        return unacknowledgedBytes;
    }

    /** The record that has been here longest; null if there is none. */
    @Nullable
    BufferedRecord oldest() {
        for (Queued queued : entries) {
            if (queued instanceof BufferedRecord buffered && !buffered.isSettled()) {
                return buffered;
            }
        }
        return null;
    }

    /**
     * Sends what is not sent, in order.
     *
     * @param sender sends one; answers whether to go on
     * @return whether nothing is left to send
     */
    boolean sendUnsent(Predicate<BufferedRecord> sender) {
        if (someUnsent) {
            for (Queued queued : entries) {
                if (queued instanceof BufferedRecord buffered && buffered.isUnsent() && !sender.test(buffered)) {
                    return false;
                }
            }
            someUnsent = false;
        }
        return true;
    }

    /** A record is about to be given to Kafka. */
    void sending(BufferedRecord buffered, int serializedBytes, FailureSignal signal) {
        buffered.sending(serializedBytes, signal);
        unacknowledgedBytes += serializedBytes;
    }

    /** A record has to be sent again. */
    void takeBack(BufferedRecord buffered) {
        unacknowledgedBytes -= buffered.sentBytes();
        buffered.unsent();
        someUnsent = true;
    }

    /** A record will never be delivered. */
    void drop(BufferedRecord buffered) {
        if (!buffered.isUnsent()) {
            unacknowledgedBytes -= buffered.sentBytes();
        }
        buffered.dropped();
    }

    /** The records that Kafka did not take. */
    List<BufferedRecord> failed() {
        return records(BufferedRecord::isFailed);
    }

    /** The records that were given to Kafka and are not delivered. */
    List<BufferedRecord> underWay() {
        return records(buffered -> buffered.isSent() || buffered.isFailed());
    }

    /** The records that are neither delivered nor dropped. */
    List<BufferedRecord> unsettled() {
        return records(buffered -> !buffered.isSettled());
    }

    private List<BufferedRecord> records(Predicate<BufferedRecord> wanted) {
        List<BufferedRecord> records = new ArrayList<>();
        for (Queued queued : entries) {
            if (queued instanceof BufferedRecord buffered && wanted.test(buffered)) {
                records.add(buffered);
            }
        }
        return records;
    }

    /** Lets go of everything settled at the head. */
    Settled prune() {
        Settled settled = new Settled();
        for (Queued head = entries.peek(); head != null && settle(head, settled); head = entries.peek()) {
            entries.poll();
        }
        return settled;
    }

    /** Lets go of all settled records, also behind others that are not. */
    Settled sweep() {
        Settled settled = new Settled();
        ArrayDeque<Queued> rest = new ArrayDeque<>(entries.size() + 1);
        for (Queued queued : entries) {
            if (queued instanceof FlushMarker || !settle(queued, settled)) {
                rest.addLast(queued);
            }
        }
        entries = rest;
        return settled;
    }

    /** Forgets everything, and lets flushes go on. */
    void clear() {
        entries.forEach(queued -> {
            if (queued instanceof FlushMarker marker) {
                marker.reached();
            }
        });
        entries.clear();
        unacknowledgedBytes = 0;
    }

    private boolean settle(Queued queued, Settled settled) {
        if (queued instanceof BufferedRecord buffered) {
            if (!buffered.isSettled()) {
                return false;
            }
            if (buffered.isDelivered()) {
                unacknowledgedBytes -= buffered.sentBytes();
            }
        }
        settled.add(queued);
        return true;
    }
}
