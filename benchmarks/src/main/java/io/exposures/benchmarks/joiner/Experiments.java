package io.exposures.benchmarks.joiner;

import io.exposures.records.AllocationEpoch;
import io.exposures.records.ArmDefinition;
import io.exposures.records.ExperimentDefinition;
import io.exposures.records.MetricDefinition;
import io.exposures.records.Role;
import io.exposures.records.Transform;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The experiments that run: three, all users in all of them, each with two arms and three metrics. */
final class Experiments {

    static final int COUNT = 3;

    private static final List<String> NAMES = List.of("checkout", "search", "banner");

    private static final List<String> ARMS = List.of("control", "treatment");

    private Experiments() {}

    /** Name, and salt, of an experiment. */
    static String name(int experiment) {
        return NAMES.get(experiment);
    }

    /** Value of the parameter {@code variant} in an arm. */
    static String variant(int arm) {
        return ARMS.get(arm);
    }

    /** An arm as canonical JSON. */
    static String arm(String variant) {
        return "{\"variant\":\"" + variant + "\"}";
    }

    static ExperimentDefinition definition(int experiment) {
        return ExperimentDefinition.newBuilder()
                .setName(name(experiment))
                .setSalt(name(experiment))
                .setVersion(1)
                .setArmParams(List.of("variant"))
                .setArms(ARMS.stream()
                        .map(variant -> new ArmDefinition(arm(variant), variant, variant.equals("control")))
                        .toList())
                .setEpochs(
                        List.of(new AllocationEpoch(Instant.EPOCH, Map.of(arm(variant(0)), 0.5, arm(variant(1)), 0.5))))
                .setMetrics(List.of(
                        metric("converted", "purchase", Transform.ANY, Role.PRIMARY),
                        metric("revenue", "purchase", Transform.SUM, Role.PRIMARY),
                        metric("views", "view", Transform.COUNT, Role.SECONDARY)))
                .build();
    }

    private static MetricDefinition metric(String name, String event, Transform transform, Role role) {
        return MetricDefinition.newBuilder()
                .setName(name)
                .setEvent(event)
                .setTransform(transform)
                .setRole(role)
                .build();
    }
}
