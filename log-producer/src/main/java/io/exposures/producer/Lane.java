package io.exposures.producer;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The share of the buffer that one kind of record has: a lock-free queue within the bounds of a {@link Room}. */
final class Lane {

    /** How many records one hand-in may displace, so that a caller's time stays bounded. */
    private static final int MOST_DISPLACED = 64;

    /** Between two looks for room: short at first, then so long that waiting costs next to nothing. */
    private static final long SHORTEST_WAIT_NANOS = 50_000;

    private static final long LONGEST_WAIT_NANOS = 2_000_000;

    private final ProducerConfig.Buffer bounds;
    private final Room room;
    private final Losses losses;
    private final ConcurrentLinkedQueue<Queued> queue = new ConcurrentLinkedQueue<>();

    Lane(ProducerConfig.Buffer bounds, Room room, Losses losses) {
        this.bounds = bounds;
        this.room = room;
        this.losses = losses;
    }

    Room room() {
        return room;
    }

    /** Takes a record; the answer is null, or why it was not taken. */
    @Nullable
    DropReason offer(BufferedRecord buffered) {
        Room.Answer answer = room.take(buffered.bytes());
        if (answer == Room.Answer.FULL) {
            answer = makeRoom(buffered.bytes());
        }
        return switch (answer) {
            case TAKEN -> {
                enqueue(buffered);
                yield null;
            }
            case FULL -> DropReason.BUFFER_FULL;
            case CLOSED -> DropReason.CLOSED;
        };
    }

    private Room.Answer makeRoom(long bytes) {
        return switch (bounds.whenFull()) {
            case DROP_NEWEST -> Room.Answer.FULL;
            case DROP_OLDEST -> displace(bytes);
            case WAIT -> await(bytes);
        };
    }

    private Room.Answer displace(long bytes) {
        Room.Answer answer = Room.Answer.FULL;
        for (int i = 0; i < MOST_DISPLACED && answer == Room.Answer.FULL; i++) {
            Queued oldest = queue.poll();
            if (oldest == null) {
                return answer;
            }
            if (oldest instanceof BufferedRecord displaced) {
                room.release(1, displaced.bytes());
                losses.dropped(displaced, DropReason.DISPLACED);
            } else {
                queue.add(oldest);
            }
            answer = room.take(bytes);
        }
        return answer;
    }

    /** Waits for room; an interrupt ends the wait and stays pending. Only the policy to wait comes here. */
    private Room.Answer await(long bytes) {
        long start = System.nanoTime();
        long step = SHORTEST_WAIT_NANOS;
        Room.Answer answer = Room.Answer.FULL;
        while (answer == Room.Answer.FULL
                && System.nanoTime() - start < bounds.maxWait().toNanos()
                && !Thread.currentThread().isInterrupted()
                && !(Thread.currentThread() instanceof ClientThread)) {
            LockSupport.parkNanos(this, step);
            step = Math.min(step * 2, LONGEST_WAIT_NANOS);
            answer = room.take(bytes);
        }
        return answer;
    }

    private void enqueue(BufferedRecord buffered) {
        boolean queued = false;
        try {
            queued = queue.add(buffered);
        } finally {
            if (!queued) {
                room.release(1, buffered.bytes());
            }
        }
    }

    void add(FlushMarker marker) {
        queue.add(marker);
    }

    void remove(FlushMarker marker) {
        queue.remove(marker);
    }

    @Nullable
    Queued poll() {
        return queue.poll();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }
}
