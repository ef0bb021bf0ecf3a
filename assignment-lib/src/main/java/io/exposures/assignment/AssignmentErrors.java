package io.exposures.assignment;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts failures that callers are spared, by experiment, and logs each experiment's now and then. */
public final class AssignmentErrors {
    private static final Logger LOG = LoggerFactory.getLogger(AssignmentErrors.class);
    private static final AssignmentErrors SHARED = new AssignmentErrors();
    private static final long LOG_INTERVAL_NANOS = Duration.ofSeconds(30).toNanos();
    private static final int MOST_NAMES = 1000;
    private static final String OTHERS = "(others)";

    private final ConcurrentHashMap<String, Failures> byExperiment = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    private static final class Failures {
        final LongAdder count = new LongAdder();
        final AtomicLong nextLogNanos;

        Failures(long nextLogNanos) {
            this.nextLogNanos = new AtomicLong(nextLogNanos);
        }
    }

    /** Counts from zero. */
    public AssignmentErrors() {
        this(System::nanoTime);
    }

    /** For tests: another clock says when it is time to log again. */
    AssignmentErrors(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The one that experiments use unless they are given another. */
    public static AssignmentErrors shared() {
        return SHARED;
    }

    void count(String experiment, Throwable failure) {
        Failures failures = failuresOf(experiment);
        failures.count.increment();
        long now = nanoTime.getAsLong();
        long nextLog = failures.nextLogNanos.get();
        if (now - nextLog >= 0 && failures.nextLogNanos.compareAndSet(nextLog, now + LOG_INTERVAL_NANOS)) {
            LOG.warn(
                    "Experiment {} failed ({} times so far): {}",
                    experiment,
                    failures.count.sum(),
                    failure.getMessage(),
                    failure);
        }
    }

    private Failures failuresOf(String experiment) {
        Failures known = byExperiment.get(experiment);
        if (known != null) {
            return known;
        }
        String name = byExperiment.size() < MOST_NAMES ? experiment : OTHERS;
        return byExperiment.computeIfAbsent(name, unused -> new Failures(nanoTime.getAsLong()));
    }

    /** Failures of all experiments so far. */
    public long count() {
        return byExperiment.values().stream()
                .mapToLong(failures -> failures.count.sum())
                .sum();
    }

    /** Failures so far by experiment name. */
    public Map<String, Long> countByExperiment() {
        Map<String, Long> counts = new TreeMap<>();
        byExperiment.forEach((name, failures) -> counts.put(name, failures.count.sum()));
        return counts;
    }
}
