package io.exposures.benchmarks.assignment;

import com.glassdoor.planout4j.ExperimentConfig;
import io.exposures.assignment.ExposureLogger;
import io.exposures.assignment.InterpretedExperiment;
import io.exposures.assignment.script.Script;
import java.security.DigestException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One experiment with two arms for a new unit. Run with {@code bin/bench assignment --case two-arm}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class TwoArmBenchmark {

    private static final ExposureLogger NOBODY = logRecord -> {};
    private static final InterpretedExperiment.Definition OURS =
            InterpretedExperiment.define(Scripts.SALT, Script.fromSource(Scripts.TWO_ARM));

    private final Units units = new Units();
    private final Floor floor = new Floor(Scripts.SALT + ".arm.");
    private final ExperimentConfig planout4j = Planout4j.script(Scripts.TWO_ARM);

    /** One hash. */
    @Benchmark
    public int floor() throws DigestException {
        return floor.hashes();
    }

    /** This library. */
    @Benchmark
    public @Nullable Object ours() {
        return OURS.assign(Map.of("userid", units.next()), NOBODY).peek("arm", "none");
    }

    /** Glassdoor's port. */
    @Benchmark
    public @Nullable Object planout4j() {
        return Planout4j.params(planout4j, units.next()).get("arm");
    }

    /** LaunchDarkly's server SDK. */
    @Benchmark
    public String launchDarkly(LaunchDarkly client) {
        return client.arm(units.next());
    }

    /** Eppo's SDK. */
    @Benchmark
    public String eppo(Eppo client) {
        return client.arm(units.next());
    }
}
