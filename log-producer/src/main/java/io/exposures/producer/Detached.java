package io.exposures.producer;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A consumer of somebody else's making, run on a thread of its own behind a bounded queue: whatever it does, whoever hands
 * in neither waits nor gets an exception.
 *
 * @param <T> what it consumes
 */
final class Detached<T> {

    private static final long NAP_NANOS = Duration.ofMillis(20).toNanos();

    private final Room room;
    private final ConcurrentLinkedQueue<T> queue = new ConcurrentLinkedQueue<>();
    private final Consumer<? super T> consumer;
    private final LongAdder consumed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final ClientThread thread;
    private volatile @Nullable Throwable lastFailure;

    Detached(String name, int capacity, Consumer<? super T> consumer) {
        this.room = new Room(capacity, Room.MAX_BYTES);
        this.consumer = consumer;
        this.thread = new ClientThread(this::run, name);
        thread.start();
    }

    /** Takes one item, or refuses and counts it. */
    void offer(T item) {
        if (room.take(0) == Room.Answer.TAKEN) {
            enqueue(item);
        } else {
            refused.increment();
        }
    }

    /** Gives the room back when there is no memory for the queue, so that the thread does not wait for the item for ever. */
    private void enqueue(T item) {
        boolean queued = false;
        try {
            queued = queue.add(item);
        } finally {
            if (!queued) {
                room.release(1, 0);
            }
        }
    }

    /** Counts an item that could not even be offered. */
    void refuse(Throwable cause) {
        lastFailure = cause;
        refused.increment();
    }

    long consumed() {
        return consumed.sum();
    }

    long failed() {
        return failed.sum();
    }

    long refused() {
        return refused.sum();
    }

    @Nullable
    Throwable lastFailure() {
        return lastFailure;
    }

    /** Takes no more, and waits until all is consumed, at most for {@code timeout}. */
    void close(Duration timeout) throws InterruptedException {
        room.close();
        LockSupport.unpark(thread);
        if (!finished.await(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            thread.interrupt();
        }
    }

    private void run() {
        while (!room.isClosed() || room.records() > 0) {
            T next = queue.poll();
            if (next == null) {
                LockSupport.parkNanos(this, NAP_NANOS);
            } else {
                consume(next);
            }
        }
        finished.countDown();
    }

    private void consume(T next) {
        try {
            consumer.accept(next);
            consumed.increment();
        } catch (Throwable e) {
            lastFailure = e;
            failed.increment();
        }
        room.release(1, 0);
    }
}
