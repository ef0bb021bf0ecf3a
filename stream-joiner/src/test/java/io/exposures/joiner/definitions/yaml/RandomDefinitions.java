package io.exposures.joiner.definitions.yaml;

import io.exposures.joiner.json.CanonicalJson;
import io.exposures.records.AllocationEpoch;
import io.exposures.records.ArmDefinition;
import io.exposures.records.ExperimentDefinition;
import io.exposures.records.Json;
import io.exposures.records.MetricDefinition;
import io.exposures.records.Role;
import io.exposures.records.Transform;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Seeded definitions of all shapes that put accepts, hostile texts included. */
public final class RandomDefinitions {

    private static final List<String> TEXTS = List.of(
            "a",
            "true",
            "null",
            "~",
            "1e3",
            "0x1F",
            "007",
            "-1",
            "2026-03-01",
            "2026-03-01T00:00:00Z",
            "no",
            "a: b",
            "# x",
            "a #b",
            "- a",
            "[a]",
            "{a: b}",
            "*a",
            "&a",
            "!a",
            "|",
            ">",
            "%a",
            "@a",
            "`a",
            "'",
            "\"",
            " a ",
            "a\nb",
            "a\r\nb",
            "\t",
            "\u0000",
            "\u0007",
            "\u001b[31m",
            "\u0085",
            "\u2028",
            "\u202e",
            "\ufeff",
            "grün",
            "実験",
            "😀",
            "<<",
            "${HOME}",
            "${A:-b}",
            "=",
            "---",
            "...",
            "? a",
            "a:",
            ":a",
            "\\",
            "\\u0041",
            "x".repeat(300),
            "y z ".repeat(60));

    private final Random random;

    public RandomDefinitions(long seed) {
        random = new Random(seed);
    }

    public ExperimentDefinition next() {
        List<ArmDefinition> arms = arms();
        return new ExperimentDefinition(
                text(),
                text(),
                DefinitionYaml.UNNUMBERED,
                maybe() ? 1 + random.nextLong(315_360_000_000L) : null,
                maybe() ? Instant.ofEpochMilli(random.nextLong(1_000_000_000_000L)) : null,
                maybe() ? Instant.ofEpochMilli(1_000_000_000_000L + random.nextLong(250_000_000_000_000L)) : null,
                arms.isEmpty() && maybe() ? List.of(text() + "1", text() + "2") : List.of(),
                arms,
                arms.isEmpty() ? List.of() : epochs(arms),
                metrics(),
                0.001 + random.nextDouble() * 0.99,
                1 + random.nextLong(1_000_000L));
    }

    private boolean maybe() {
        return random.nextBoolean();
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private List<ArmDefinition> arms() {
        Map<String, ArmDefinition> arms = new TreeMap<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            String arm = CanonicalJson.object(params());
            String label = maybe() ? text() + i : null;
            arms.putIfAbsent(arm, new ArmDefinition(arm, label, arms.isEmpty()));
        }
        return new ArrayList<>(arms.values());
    }

    private Map<String, @Nullable Object> params() {
        Map<String, @Nullable Object> params = new HashMap<>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            params.put(text(), value());
        }
        return params;
    }

    private @Nullable Object value() {
        return switch (random.nextInt(9)) {
            case 0 -> null;
            case 1 -> maybe();
            case 2 -> random.nextLong();
            case 3 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
            case 4 -> (double) random.nextInt(1000);
            case 5 -> new Json("[1,{\"b\":[null,true],\"a\":\"x: y\"},2.5,1.0E-10]");
            case 6 -> new Json("-123456789012345678901234567890");
            case 7 -> new Json("{}");
            default -> text();
        };
    }

    private List<AllocationEpoch> epochs(List<ArmDefinition> arms) {
        List<AllocationEpoch> epochs = new ArrayList<>();
        for (int i = 0; i < random.nextInt(4); i++) {
            Map<String, Double> shares = new HashMap<>();
            arms.forEach(arm -> shares.put(arm.getArm(), maybe() ? random.nextInt(100) : random.nextDouble()));
            shares.put(arms.get(0).getArm(), 1.0);
            epochs.add(new AllocationEpoch(Instant.ofEpochMilli(i * 86_400_001L), shares));
        }
        return epochs;
    }

    private List<MetricDefinition> metrics() {
        List<MetricDefinition> metrics = new ArrayList<>();
        for (int i = 0; i < random.nextInt(4); i++) {
            metrics.add(metric(text() + i));
        }
        return metrics;
    }

    private MetricDefinition metric(String name) {
        Transform transform = one(Transform.values());
        Role role = one(Role.values());
        boolean capped = transform != Transform.ANY;
        return new MetricDefinition(
                name,
                text(),
                transform,
                transform == Transform.RATIO ? text() : null,
                12 - random.nextInt(7),
                capped && maybe() ? cap(-1) : null,
                capped && maybe() ? cap(1) : null,
                random.nextInt(366),
                role,
                role == Role.GUARDRAIL ? Math.nextUp(random.nextDouble()) : null);
    }

    private <T> T one(T[] all) {
        return all[random.nextInt(all.length)];
    }

    private String cap(int sign) {
        return BigDecimal.valueOf(sign * (1 + random.nextLong(1_000_000_000_000L)), random.nextInt(7))
                .stripTrailingZeros()
                .toPlainString();
    }
}
