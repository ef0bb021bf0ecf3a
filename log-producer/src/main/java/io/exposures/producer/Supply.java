package io.exposures.producer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a courier gets the next record from, oldest first: the overflow as long as anything is in it, then memory. Only
 * the delivery thread uses it.
 */
final class Supply {

    /** Records moved to or from the overflow at once. */
    private static final int BATCH = 1000;

    private static final long BATCH_BYTES = 1 << 20;

    /** Parts of the lane's room above which records are moved to the overflow: when Kafka stands still, and always. */
    private static final double FULL_WHEN_STALLED = 0.5;

    private static final double FULL = 0.8;

    private final Lane lane;
    private final Overflow overflow;
    private final ArrayDeque<Queued> ahead = new ArrayDeque<>(2 * BATCH);
    private final List<BufferedRecord> spilling = new ArrayList<>(BATCH);

    /** What was taken out of the lane, and comes after all that is in the overflow. */
    private final ArrayDeque<Queued> behindOverflow = new ArrayDeque<>();

    Supply(Lane lane, Overflow overflow) {
        this.lane = lane;
        this.overflow = overflow;
    }

    /** The next entry; null if there is none. It stays the next one until {@link #advance()}. */
    @Nullable
    Queued peek() {
        if (ahead.isEmpty()) {
            refill();
        }
        return ahead.peek();
    }

    /** The next entry has been taken over. */
    void advance() {
        ahead.poll();
    }

    boolean isEmpty() {
        return ahead.isEmpty() && lane.isEmpty() && behindOverflow.isEmpty() && !overflow.hasUnread();
    }

    private void refill() {
        if (overflow.hasUnread()) {
            ahead.addAll(overflow.read(BATCH));
            return;
        }
        if (!behindOverflow.isEmpty()) {
            ahead.addAll(behindOverflow);
            behindOverflow.clear();
            return;
        }
        Queued next = lane.poll();
        if (next != null) {
            ahead.addLast(next);
        }
    }

    /**
     * Moves records from memory to the overflow when memory is getting full.
     *
     * @param stalled whether Kafka takes nothing
     * @return whether any were moved
     */
    boolean spill(boolean stalled) {
        double fill = lane.room().fill();
        boolean needed = fill > FULL || (fill > FULL_WHEN_STALLED && (stalled || overflow.hasUnread()));
        if (!needed || !overflow.isWritable()) {
            return false;
        }
        collect();
        if (spilling.isEmpty() || !overflow.add(spilling)) {
            putBack();
            return false;
        }
        long bytes = spilling.stream().mapToLong(BufferedRecord::bytes).sum();
        lane.room().release(spilling.size(), bytes);
        spilling.clear();
        return true;
    }

    /** Takes the oldest records of those behind the overflow; flushes among them wait for it. */
    private void collect() {
        List<FlushMarker> markers = new ArrayList<>(0);
        long bytes = 0;
        while (spilling.size() < BATCH && bytes < BATCH_BYTES) {
            Queued next = behindOverflow.isEmpty() ? lane.poll() : behindOverflow.poll();
            if (next instanceof BufferedRecord buffered) {
                spilling.add(buffered);
                bytes += buffered.bytes();
            } else if (next instanceof FlushMarker marker) {
                markers.add(marker);
            } else {
                break;
            }
        }
        markers.removeIf(FlushMarker::isCancelled);
        markers.forEach(behindOverflow::addFirst);
    }

    /** What the overflow does not take stays behind what it has. */
    private void putBack() {
        for (int i = spilling.size() - 1; i >= 0; i--) {
            behindOverflow.addFirst(spilling.get(i));
        }
        spilling.clear();
    }

    /** Takes out what comes before everything that is unread in the overflow. */
    List<Queued> drainOlder() {
        List<Queued> older = new ArrayList<>(ahead);
        ahead.clear();
        return older;
    }

    /** Takes out the next batch of what comes after everything that is in the overflow; nobody waits for flushes. */
    List<BufferedRecord> drainNewer() {
        spilling.clear();
        collect();
        List<BufferedRecord> newer = new ArrayList<>(spilling);
        spilling.clear();
        while (behindOverflow.peek() instanceof FlushMarker marker) {
            marker.reached();
            behindOverflow.poll();
        }
        return newer;
    }
}
