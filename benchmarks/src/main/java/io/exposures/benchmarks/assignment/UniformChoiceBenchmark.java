package io.exposures.benchmarks.assignment;

import static io.exposures.assignment.RandomOperator.uniformChoice;

import io.exposures.assignment.Assignment;
import io.exposures.assignment.Experiment;
import io.exposures.assignment.Inputs;
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

/** One {@code uniformChoice} for a new unit. Run with {@code bin/bench assignment --case uniform-choice}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class UniformChoiceBenchmark {

    private final Units units = new Units();
    private final Floor floor = new Floor("ArmOfClass.arm.");

    /** One hash. */
    @Benchmark
    public int floor() throws DigestException {
        return floor.hashes();
    }

    /** This library. */
    @Benchmark
    public @Nullable Object ours() {
        return new ArmOfClass(units.next()).peek("arm", null);
    }

    /** Glassdoor's port. */
    @Benchmark
    public @Nullable Object planout4j() {
        return Planout4j.uniformChoice(Scripts.ARMS, units.next());
    }

    private static final class ArmOfClass extends Experiment {

        ArmOfClass(String userid) {
            super(Map.of("userid", userid), logRecord -> {});
        }

        @Override
        protected boolean assign(Assignment params, Inputs inputs) {
            params.set("arm", uniformChoice(Scripts.ARMS, inputs.get("userid")));
            return true;
        }
    }
}
