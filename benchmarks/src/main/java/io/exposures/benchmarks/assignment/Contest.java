package io.exposures.benchmarks.assignment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs every contestant of every case in rounds, each time in a new JVM, so that what disturbs the machine for a while
 * disturbs all of them.
 */
final class Contest {

    private static final int WARM_UP_SECONDS = 6;

    private final int rounds;
    private final int seconds;
    private final Consumer<String> progress;

    /**
     * Plans a contest.
     *
     * @param rounds how often each contestant runs
     * @param seconds how many seconds are measured in each round
     * @param progress told before each run
     */
    Contest(int rounds, int seconds, Consumer<String> progress) {
        this.rounds = rounds;
        this.seconds = seconds;
        this.progress = progress;
    }

    /** Measures every contestant of a case; each figure is the median over all iterations of all rounds. */
    CaseResult run(Case measured, int threads) throws RunnerException {
        Map<String, List<Measurement>> all = new TreeMap<>();
        for (int round = 1; round <= rounds; round++) {
            for (String contestant : measured.contestants()) {
                progress.accept(
                        "%s, %s, threads %d, round %d of %d".formatted(measured, contestant, threads, round, rounds));
                all.computeIfAbsent(contestant, name -> new ArrayList<>())
                        .addAll(measure(measured.pattern(contestant), threads));
            }
        }
        Map<String, Measurement> medians = new TreeMap<>();
        all.forEach((contestant, measurements) -> medians.put(contestant, Measurement.median(measurements)));
        return new CaseResult(measured, threads, medians);
    }

    private List<Measurement> measure(String pattern, int threads) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(pattern)
                .threads(threads)
                .forks(1)
                // The compiler in the foreground: on a busy machine it would not be done when the warm-up is.
                .jvmArgs("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC", "-Xbatch")
                .warmupIterations(WARM_UP_SECONDS)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(seconds)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(CpuTimeProfiler.class)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        return Measurement.of(new Runner(options).runSingle());
    }
}
