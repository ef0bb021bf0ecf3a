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

/** A script with four parameters for a new unit. Run with {@code bin/bench assignment --case script}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class ScriptBenchmark {

    private static final ExposureLogger NOBODY = logRecord -> {};
    private static final InterpretedExperiment.Definition OURS =
            InterpretedExperiment.define(Scripts.SALT, Script.fromSource(Scripts.FOUR_PARAMETERS));

    private final Units units = new Units();
    private final Floor floor =
            new Floor(Scripts.SALT + ".button_color.", Scripts.SALT + ".button_text.", Scripts.SALT + ".discount.");
    private final ExperimentConfig planout4j = Planout4j.script(Scripts.FOUR_PARAMETERS);

    /** Three hashes. */
    @Benchmark
    public int floor() throws DigestException {
        return floor.hashes();
    }

    /** This library. */
    @Benchmark
    public Map<String, @Nullable Object> ours() {
        return OURS.assign(Map.of("userid", units.next()), NOBODY).peekParams();
    }

    /** Glassdoor's port. */
    @Benchmark
    public Map<String, Object> planout4j() {
        return Planout4j.params(planout4j, units.next());
    }
}
