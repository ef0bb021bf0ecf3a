package io.exposures.benchmarks.assignment;

import io.exposures.benchmarks.Median;
import java.util.List;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What one call costs.
 *
 * @param cpuNanos processor time of the process, garbage collection included
 * @param wallNanos time on the clock, for each thread
 * @param bytes allocated
 */
record Measurement(double cpuNanos, double wallNanos, double bytes) {

    private static final String ALLOCATION_LABEL = "gc.alloc.rate.norm";

    /** The figures of each iteration. */
    static List<Measurement> of(RunResult run) {
        return run.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(Measurement::of)
                .toList();
    }

    private static Measurement of(IterationResult iteration) {
        return new Measurement(
                secondary(iteration, CpuTimeProfiler.LABEL),
                iteration.getPrimaryResult().getScore(),
                secondary(iteration, ALLOCATION_LABEL));
    }

    private static double secondary(IterationResult iteration, String label) {
        Result<?> found = iteration.getSecondaryResults().get(label);
        if (found == null) {
            throw new IllegalStateException("JMH reported no " + label + ", only "
                    + iteration.getSecondaryResults().keySet());
        }
        return found.getScore();
    }

    /** The median of each figure: a disturbed iteration does not count. */
    static Measurement median(List<Measurement> iterations) {
        return new Measurement(
                Median.of(iterations, Measurement::cpuNanos),
                Median.of(iterations, Measurement::wallNanos),
                Median.of(iterations, Measurement::bytes));
    }
}
