package io.exposures.producer;

import io.exposures.producer.QuietLog.About;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The work of the delivery thread: keeps the couriers going, whatever happens, until the client is closed. */
final class Delivery implements Runnable {

    /** Between two looks at the lanes while there is traffic: callers then never pay for waking this thread. */
    private static final long NAP_NANOS = Duration.ofMillis(5).toNanos();

    /** Without traffic for this long, the thread sleeps until a caller wakes it. */
    private static final long QUIET_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long SLEEP_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long STRAGGLERS_NANOS = Duration.ofMillis(100).toNanos();

    /** Time kept, out of the time to close, for closing the producer and accounting for what is left. */
    private static final long RESERVE_NANOS = Duration.ofMillis(500).toNanos();

    private final List<Courier> couriers;
    private final ProducerSession session;
    private final LossReporter lossReporter;
    private final DropLog dropLog;
    private final ExposureDedup dedup;
    private final ClockWatch clockWatch;
    private final RunLog runLog;
    private final QuietLog log;
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Object interruption = new Object();

    /** Whether an interrupt can do no harm: once the thread writes its last things to disk, it could. */
    private boolean interruptible = true;

    private volatile Thread thread = Thread.currentThread();
    private volatile boolean asleep;
    private volatile boolean closing;
    private volatile long closeAt;
    private long movedAt = System.nanoTime();

    Delivery(
            List<Courier> couriers,
            ProducerSession session,
            LossReporter lossReporter,
            DropLog dropLog,
            ExposureDedup dedup,
            ClockWatch clockWatch,
            RunLog runLog,
            QuietLog log) {
        this.couriers = List.copyOf(couriers);
        this.session = session;
        this.lossReporter = lossReporter;
        this.dropLog = dropLog;
        this.dedup = dedup;
        this.clockWatch = clockWatch;
        this.runLog = runLog;
        this.log = log;
    }

    void start() {
        ClientThread started = new ClientThread(this, "exposures-delivery");
        thread = started;
        started.start();
    }

    /** A record was handed in. Costs a caller one volatile read while there is traffic. */
    void handedIn() {
        if (asleep) {
            wake();
        }
    }

    void wake() {
        asleep = false;
        LockSupport.unpark(thread);
    }

    /**
     * Stops delivering when nothing is left, and so early that by {@code timeout} what is left is accounted for. If the
     * thread is held up by then, it is interrupted and finishes by itself.
     */
    void close(Duration timeout) throws InterruptedException {
        if (!closing) {
            long reserve = Math.min(timeout.toNanos() / 4, RESERVE_NANOS);
            closeAt = System.nanoTime() + timeout.toNanos() - reserve;
            closing = true;
        }
        wake();
        if (!finished.await(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            synchronized (interruption) {
                if (interruptible) {
                    thread.interrupt();
                }
            }
        }
    }

    /** Whether the thread has done all it will ever do. */
    boolean isFinished() {
        return finished.getCount() == 0;
    }

    @Override
    public void run() {
        attempt(runLog::begin);
        while (!isDone()) {
            try {
                if (!step()) {
                    idle();
                }
            } catch (Throwable e) {
                survive(e);
            }
        }
        finish();
    }

    private boolean isDone() {
        return closing && (System.nanoTime() - closeAt >= 0 || isSettled());
    }

    private boolean isSettled() {
        return couriers.stream().allMatch(Courier::isSettled) && lossReporter.isSettled();
    }

    private boolean step() {
        if (clockWatch.asksForNewProducer(oldestTakenAt()) && session.hasProducer()) {
            session.broken(new IllegalStateException("the system's clock was set back"));
        }
        if (session.isBroken()) {
            session.discard();
            couriers.forEach(Courier::takeBackAll);
        }
        boolean moved = false;
        for (Courier courier : couriers) {
            moved |= courier.work(session);
        }
        reportLosses();
        dropLog.work(false);
        dedup.keepUp();
        if (moved) {
            movedAt = System.nanoTime();
        }
        return moved;
    }

    private long oldestTakenAt() {
        long oldest = Long.MAX_VALUE;
        for (Courier courier : couriers) {
            oldest = Math.min(oldest, courier.oldestTakenAt());
        }
        return oldest;
    }

    /** A report must not keep records from Kafka, nor the thread from its work while Kafka is away. */
    private void reportLosses() {
        boolean last = closing && couriers.stream().allMatch(Courier::isSettled);
        if (last || couriers.stream().noneMatch(Courier::isStalled)) {
            lossReporter.work(session, last);
        }
    }

    private void idle() {
        long now = System.nanoTime();
        Thread.interrupted();
        if (closing || now - movedAt < QUIET_NANOS || !couriers.stream().allMatch(Courier::isIdle)) {
            LockSupport.parkNanos(this, NAP_NANOS);
            return;
        }
        asleep = true;
        if (couriers.stream().allMatch(Courier::isIdle)) {
            LockSupport.parkNanos(this, SLEEP_NANOS);
        }
        asleep = false;
    }

    private void survive(Throwable e) {
        try {
            log.warn(About.DEFECT, "the delivery of records was disturbed, and goes on", e);
        } catch (Throwable logging) {
            // A log that fails must not end the delivery either.
        }
        LockSupport.parkNanos(this, NAP_NANOS);
    }

    private void finish() {
        synchronized (interruption) {
            interruptible = false;
            Thread.interrupted();
        }
        attempt(() -> session.close(Duration.ZERO));
        abandonAll();
        awaitStragglers();
        attemptAll(Courier::close);
        attempt(() -> dropLog.work(true));
        attempt(runLog::end);
        finished.countDown();
        // A flush that came too late to be abandoned sees that the thread has finished, or is abandoned here.
        abandonAll();
    }

    /** Callers who took room before it was closed are about to fill it. */
    private void awaitStragglers() {
        long start = System.nanoTime();
        while (!couriers.stream().allMatch(Courier::isSettled) && System.nanoTime() - start < STRAGGLERS_NANOS) {
            LockSupport.parkNanos(this, NAP_NANOS / 10);
            abandonAll();
        }
    }

    private void abandonAll() {
        attemptAll(Courier::abandon);
    }

    private void attemptAll(Consumer<Courier> action) {
        couriers.forEach(courier -> attempt(() -> action.accept(courier)));
    }

    private void attempt(Runnable action) {
        try {
            action.run();
        } catch (Throwable e) {
            survive(e);
        }
    }
}
