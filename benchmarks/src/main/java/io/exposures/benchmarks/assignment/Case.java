package io.exposures.benchmarks.assignment;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.annotations.Benchmark;

/** What is measured: one class of benchmarks each, with one method for each contestant. */
enum Case {
    /** One {@code uniformChoice}, set and read through the API for code. */
    UNIFORM_CHOICE(UniformChoiceBenchmark.class),
    /** A script with four parameters, three of them random. */
    SCRIPT(ScriptBenchmark.class),
    /** A namespace with ten experiments, each with that script. */
    NAMESPACE(NamespaceBenchmark.class),
    /** One experiment with two arms, the case that every SDK knows. */
    TWO_ARM(TwoArmBenchmark.class);

    private final Class<?> benchmarks;

    Case(Class<?> benchmarks) {
        this.benchmarks = benchmarks;
    }

    /** The case's name in arguments and reports, for example {@code two-arm}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the experiment is written in PlanOut rather than in Java. */
    boolean isScript() {
        return this != UNIFORM_CHOICE;
    }

    List<String> contestants() {
        return Arrays.stream(benchmarks.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .map(Method::getName)
                .sorted()
                .toList();
    }

    /** A pattern that only this benchmark matches. */
    String pattern(String contestant) {
        return "^" + benchmarks.getName().replace(".", "\\.") + "\\." + contestant + "$";
    }
}
