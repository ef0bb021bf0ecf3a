package io.exposures.benchmarks.assignment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * What one case gave with one number of threads.
 *
 * @param measured the case
 * @param threads how many threads assigned at the same time
 * @param contestants what each contestant took, by its name
 */
record CaseResult(Case measured, int threads, Map<String, Measurement> contestants) {

    static final String OURS = "ours";
    static final String FLOOR = "floor";
    static final String PLANOUT4J = "planout4j";

    String label() {
        return threads == 1 ? measured.toString() : measured + "-" + threads + "-threads";
    }

    Measurement of(String contestant) {
        return Objects.requireNonNull(contestants.get(contestant), contestant + " was not measured in " + label());
    }

    double toFloor(String contestant) {
        return of(contestant).cpuNanos() / of(FLOOR).cpuNanos();
    }

    /** How many times as long as this library the other contestants of interest take. */
    DoubleStream toOurs(boolean planout4j) {
        return contestants.keySet().stream()
                .filter(name -> !name.equals(OURS) && !name.equals(FLOOR))
                .filter(name -> name.equals(PLANOUT4J) == planout4j)
                .mapToDouble(name -> of(name).cpuNanos() / of(OURS).cpuNanos());
    }

    /** The figures under the names of the published format; nanoseconds are of processor time except {@code wall_ns}. */
    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("threads", (long) threads);
        figures.put("ours_ns", of(OURS).cpuNanos());
        figures.put("floor_ns", of(FLOOR).cpuNanos());
        figures.put("peers_ns", peers(Measurement::cpuNanos));
        figures.put("ours_bytes", of(OURS).bytes());
        figures.put("peers_bytes", peers(Measurement::bytes));
        figures.put("wall_ns", everyone(Measurement::wallNanos));
        return figures;
    }

    private Map<String, @Nullable Object> peers(ToDoubleFunction<Measurement> figure) {
        Map<String, @Nullable Object> peers = everyone(figure);
        peers.remove(OURS);
        peers.remove(FLOOR);
        return peers;
    }

    private Map<String, @Nullable Object> everyone(ToDoubleFunction<Measurement> figure) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        contestants.forEach((name, measurement) -> figures.put(name, figure.applyAsDouble(measurement)));
        return figures;
    }
}
