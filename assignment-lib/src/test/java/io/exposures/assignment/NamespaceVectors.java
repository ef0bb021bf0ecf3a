package io.exposures.assignment;

import io.exposures.assignment.script.Script;
import io.exposures.assignment.script.ScriptJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Runs the cases of {@code namespaces.json}, with the reference's rule for exposures. */
final class NamespaceVectors {
    private static final AssignmentSettings SETTINGS =
            AssignmentSettings.defaults().withStrict(true).withExposureOnAnyGet(true);

    private final Verdict verdict;

    NamespaceVectors(Verdict verdict) {
        this.verdict = verdict;
    }

    void run(VectorFile file) {
        file.list("namespaces").forEach(namespace -> checkNamespace(VectorCase.of(namespace)));
    }

    private void checkNamespace(VectorCase vector) {
        verdict.startCase();
        Map<String, Script> definitions = new LinkedHashMap<>();
        vector.map("defs")
                .forEach((name, definition) -> definitions.put(
                        name, Script.of(VectorCase.of(definition).get("json"))));
        Map<String, Script> scripts = new LinkedHashMap<>();
        Namespace namespace = replay(vector, definitions, scripts);
        boolean fast = vector.get("use_fast_sample") == Boolean.TRUE;
        checkAllocation(vector, fast ? namespace.fastSegmentMap() : namespace.segmentMap());
        vector.list("units").forEach(unit -> checkUnit(vector, namespace, scripts, VectorCase.of(unit)));
    }

    private Namespace replay(VectorCase vector, Map<String, Script> definitions, Map<String, Script> scripts) {
        List<String> primaryUnits = vector.get("primary_unit") instanceof List<?> list
                ? list.stream().map(String.class::cast).toList()
                : List.of(vector.text("primary_unit"));
        NamespaceBuilder builder = Namespace.named(vector.text("name"), primaryUnits, vector.integer("num_segments"))
                .withSettings(SETTINGS)
                .withDefaults(vector.map("default"));
        for (Object each : vector.list("ops")) {
            List<?> op = (List<?>) each;
            String experiment = (String) op.get(1);
            if (op.get(0).equals("add")) {
                Script script = Objects.requireNonNull(definitions.get((String) op.get(2)));
                int count = ((Long) op.get(3)).intValue();
                boolean isAdded = builder.tryAdd(experiment, InterpretedExperiment.define(experiment, script), count);
                verdict.expectEqual(vector.get("id") + " " + op, op.get(4) == null, isAdded);
                if (isAdded) {
                    scripts.put(experiment, script);
                }
            } else {
                verdict.expectEqual(vector.get("id") + " " + op, op.get(2), builder.tryRemove(experiment));
            }
        }
        return builder.build();
    }

    private void checkAllocation(VectorCase vector, SortedMap<String, List<Integer>> map) {
        String[] owners = new String[vector.integer("num_segments")];
        map.forEach((experiment, segments) -> segments.forEach(segment -> owners[segment] = experiment));
        StringBuilder lines = new StringBuilder();
        for (int segment = 0; segment < owners.length; segment++) {
            lines.append(segment == 0 ? "" : "\n").append(segment).append(':');
            lines.append(owners[segment] == null ? "" : owners[segment]);
        }
        verdict.expectEqual(vector.get("id") + " allocation", vector.get("alloc_sha1"), sha1(lines.toString()));
        vector.map("alloc_counts")
                .forEach((experiment, count) ->
                        verdict.expectEqual(vector.get("id") + " segments of " + experiment, count, (long)
                                map.getOrDefault(experiment, List.of()).size()));
    }

    private static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void checkUnit(VectorCase vector, Namespace namespace, Map<String, Script> scripts, VectorCase unit) {
        verdict.startCase();
        String what = "namespace " + vector.get("id") + " with " + ScriptJson.write(unit.get("in"));
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>(unit.map("in"));
        if (vector.get("use_fast_sample") == Boolean.TRUE) {
            inputs.put(Namespace.USE_FAST_SAMPLE, true);
        }
        RecordedExposures logger = new RecordedExposures();
        if (unit.has("err")) {
            verdict.expect(
                    what,
                    unit,
                    true,
                    null,
                    () -> namespace.assign(inputs, logger).toString());
            return;
        }
        NamespaceAssignment assignment = namespace.assign(inputs, logger);
        String owner = unit.get("experiment") instanceof String name ? name : null;
        verdict.expectEqual(what + ", segment", unit.get("segment"), (long) namespace.segmentOf(inputs));
        verdict.expectEqual(what + ", in an experiment", owner != null, assignment.inExperiment());
        Script script = owner == null ? null : scripts.get(owner);
        ReferenceCalls calls =
                new ReferenceCalls(verdict, what, vector, assignment, assignment.experiment(), script, inputs, logger);
        for (int i = 0; i < unit.list("results").size(); i++) {
            calls.check(
                    (List<?>) vector.list("calls").get(i),
                    VectorCase.of(unit.list("results").get(i)));
        }
        calls.finish();
    }
}
