package io.exposures.benchmarks.assignment;

import com.glassdoor.planout4j.NamespaceConfig;
import io.exposures.assignment.ExposureLogger;
import io.exposures.assignment.InterpretedExperiment;
import io.exposures.assignment.Namespace;
import io.exposures.assignment.NamespaceBuilder;
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

/** A namespace with ten experiments for a new unit. Run with {@code bin/bench assignment --case namespace}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class NamespaceBenchmark {

    private static final ExposureLogger NOBODY = logRecord -> {};
    private static final Namespace OURS =
            ours(InterpretedExperiment.define(Scripts.SALT, Script.fromSource(Scripts.FOUR_PARAMETERS)));

    private final Units units = new Units();
    private final Floor floor = new Floor(
            Scripts.NAMESPACE + ".segment.",
            Scripts.NAMESPACE + "." + Scripts.EXPERIMENTS.get(0) + ".button_color.",
            Scripts.NAMESPACE + "." + Scripts.EXPERIMENTS.get(0) + ".button_text.",
            Scripts.NAMESPACE + "." + Scripts.EXPERIMENTS.get(0) + ".discount.");
    private final NamespaceConfig planout4j = Planout4j.namespace(Scripts.FOUR_PARAMETERS);

    /** Four hashes: the segment and three random parameters. */
    @Benchmark
    public int floor() throws DigestException {
        return floor.hashes();
    }

    /** This library. */
    @Benchmark
    public Map<String, @Nullable Object> ours() {
        return OURS.assign(Map.of("userid", units.next()), NOBODY).peekParams();
    }

    private static Namespace ours(InterpretedExperiment.Definition definition) {
        NamespaceBuilder namespace = Namespace.named(Scripts.NAMESPACE, "userid", Scripts.SEGMENTS);
        for (String experiment : Scripts.EXPERIMENTS) {
            namespace.add(experiment, definition, Scripts.SEGMENTS / Scripts.EXPERIMENTS.size());
        }
        return namespace.build();
    }

    /** Glassdoor's port. */
    @Benchmark
    public Map<String, ?> planout4j() {
        return Planout4j.params(planout4j, units.next());
    }
}
