package io.exposures.benchmarks.producer;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Threads that make calls at a steady rate, as requests of a service do, and take the time of each. */
final class Callers {

    /** Calls between two waits: a thread that slept after each few calls would measure waking up. */
    private static final int BURST = 250;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final int threads;
    private final long burstNanos;
    private final LongFunction<Runnable> calls;

    /**
     * Plans callers.
     *
     * @param callsPerSecond of all threads together
     * @param calls makes the call of a number
     */
    Callers(int threads, int callsPerSecond, LongFunction<Runnable> calls) {
        this.threads = threads;
        this.burstNanos = 1_000_000_000L * threads * BURST / callsPerSecond;
        this.calls = calls;
    }

    /** Bytes that the current thread has allocated so far. */
    static long allocatedBytes() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /** Makes the calls with these numbers, and says how long each took, in nanoseconds. */
    long[] run(long from, long to) throws InterruptedException {
        List<Thread> running = new ArrayList<>();
        List<long[]> nanos = new ArrayList<>();
        int share = (int) ((to - from) / threads);
        for (int i = 0; i < threads; i++) {
            long first = from + (long) i * share;
            long[] own = new long[share];
            nanos.add(own);
            running.add(new Thread(() -> run(first, own), "caller-" + i));
        }
        running.forEach(Thread::start);
        for (Thread thread : running) {
            thread.join();
        }
        return nanos.stream().flatMapToLong(LongStream::of).toArray();
    }

    private void run(long first, long[] nanos) {
        long due = System.nanoTime();
        for (int i = 0; i < nanos.length; i++) {
            if (i % BURST == 0) {
                due += burstNanos;
                waitUntil(due);
            }
            Runnable call = calls.apply(first + i);
            long start = System.nanoTime();
            call.run();
            nanos[i] = System.nanoTime() - start;
        }
    }

    private static void waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
