package io.exposures.assignment.catalog;

import io.exposures.assignment.AssignmentException;
import io.exposures.assignment.AssignmentSettings;
import io.exposures.assignment.InterpretedExperiment;
import io.exposures.assignment.Namespace;
import io.exposures.assignment.NamespaceBuilder;
import io.exposures.assignment.language.PlanOut;
import io.exposures.assignment.language.SyntaxException;
import io.exposures.assignment.operators.Operators;
import io.exposures.assignment.script.Script;
import io.exposures.assignment.script.ScriptException;
import io.exposures.assignment.script.ScriptLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a catalog's document and notes everything that is wrong with it. */
final class CatalogReader {
    private static final String SCRIPT = "script";
    private static final String JSON = "json";
    private static final String PARAMETERS = "parameters";
    private static final String DEFINITION = "definition";
    private static final String SEGMENTS = "segments";

    private final Operators operators;
    private final ScriptLimits limits;
    private final AssignmentSettings settings;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, InterpretedExperiment.Definition> experiments = new LinkedHashMap<>();
    private final Map<String, Namespace> namespaces = new LinkedHashMap<>();

    CatalogReader(Operators operators, ScriptLimits limits, AssignmentSettings settings) {
        this.operators = operators;
        this.limits = limits;
        this.settings = settings;
    }

    ExperimentCatalog read(@Nullable Object json) {
        DocumentPart document = DocumentPart.whole(json, problems);
        document.object("experiments", "namespaces");
        if (document.has("experiments")) {
            document.at("experiments").named().forEach(entry -> readExperiment(entry.getKey(), entry.getValue()));
        }
        if (document.has("namespaces")) {
            document.at("namespaces").named().forEach(entry -> readNamespace(entry.getKey(), entry.getValue()));
        }
        if (!problems.isEmpty()) {
            throw new CatalogException(problems);
        }
        return new ExperimentCatalog(experiments, namespaces);
    }

    private void readExperiment(String name, DocumentPart part) {
        part.object(SCRIPT, JSON, "salt", PARAMETERS, "unit");
        readDefinition(name, part).ifPresent(definition -> {
            InterpretedExperiment.Definition complete = definition;
            if (part.has("salt")) {
                complete = complete.withSalt(part.at("salt").text().orElse(""));
            }
            if (part.has("unit")) {
                complete = complete.withUnit(part.at("unit").texts());
            }
            experiments.put(name, complete);
        });
    }

    private Optional<InterpretedExperiment.Definition> readDefinition(String name, DocumentPart part) {
        return readScript(part).map(script -> {
            InterpretedExperiment.Definition definition =
                    InterpretedExperiment.define(name, script).withSettings(settings);
            return part.has(PARAMETERS) ? definition.withParameters(declared(script, part.at(PARAMETERS))) : definition;
        });
    }

    private static List<String> declared(Script script, DocumentPart part) {
        List<String> declared = part.texts();
        declared.stream()
                .filter(name -> !script.canSet(name))
                .forEach(name -> part.problem("the script never sets " + name));
        return declared;
    }

    private Optional<Script> readScript(DocumentPart part) {
        if (part.has(SCRIPT) == part.has(JSON)) {
            part.problem("expected either the key script or the key json");
            return Optional.empty();
        }
        DocumentPart source = part.at(part.has(SCRIPT) ? SCRIPT : JSON);
        try {
            if (part.has(JSON)) {
                return Optional.of(Script.of(source.json(), operators, limits));
            }
            return source.text().map(text -> Script.of(PlanOut.compile(text), operators, limits));
        } catch (SyntaxException e) {
            e.errors().forEach(error -> source.problem(error.toString()));
        } catch (ScriptException e) {
            source.problem(String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private void readNamespace(String name, DocumentPart part) {
        part.object("unit", SEGMENTS, "definitions", "history", "default");
        Map<String, InterpretedExperiment.Definition> definitions = new LinkedHashMap<>();
        if (part.has("definitions")) {
            part.at("definitions").named().forEach(entry -> {
                entry.getValue().object(SCRIPT, JSON, PARAMETERS);
                readDefinition(entry.getKey(), entry.getValue())
                        .ifPresent(definition -> definitions.put(entry.getKey(), definition));
            });
        }
        startNamespace(name, part).ifPresent(builder -> {
            builder.withSettings(settings);
            if (part.has("default")) {
                readDefaults(builder, part.at("default"));
            }
            if (part.has("history")) {
                part.at("history").elements().forEach(step -> readStep(builder, definitions, step));
            }
            namespaces.put(name, builder.build());
        });
    }

    private static Optional<NamespaceBuilder> startNamespace(String name, DocumentPart part) {
        Optional<List<String>> unit = part.required("unit").map(DocumentPart::texts);
        Optional<Integer> segments = part.required(SEGMENTS).flatMap(DocumentPart::integer);
        if (unit.isEmpty() || segments.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Namespace.named(name, unit.get(), segments.get()));
        } catch (IllegalArgumentException e) {
            part.problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static void readDefaults(NamespaceBuilder builder, DocumentPart part) {
        Map<String, @Nullable Object> params = new LinkedHashMap<>();
        part.named()
                .forEach(entry -> params.put(entry.getKey(), entry.getValue().json()));
        try {
            builder.withDefaults(params);
        } catch (AssignmentException e) {
            part.problem(String.valueOf(e.getMessage()));
        }
    }

    /** A step adds an experiment, places it on known segments, or removes it. */
    private static void readStep(
            NamespaceBuilder builder, Map<String, InterpretedExperiment.Definition> definitions, DocumentPart step) {
        List<String> kinds =
                Stream.of("add", "place", "remove").filter(step::has).toList();
        if (kinds.size() != 1) {
            step.problem("expected one of the keys add, place, remove");
            return;
        }
        try {
            switch (kinds.get(0)) {
                case "add" -> add(builder, definitions, step);
                case "place" -> place(builder, definitions, step);
                default -> remove(builder, step);
            }
        } catch (IllegalArgumentException e) {
            step.problem(String.valueOf(e.getMessage()));
        }
    }

    private static void remove(NamespaceBuilder builder, DocumentPart step) {
        step.object("remove");
        step.at("remove").nonEmptyText().ifPresent(builder::remove);
    }

    private static void add(
            NamespaceBuilder builder, Map<String, InterpretedExperiment.Definition> definitions, DocumentPart step) {
        step.object("add", DEFINITION, SEGMENTS);
        Optional<String> experiment = step.at("add").nonEmptyText();
        Optional<InterpretedExperiment.Definition> definition = definition(definitions, step);
        Optional<Integer> segments = step.required(SEGMENTS).flatMap(DocumentPart::integer);
        if (experiment.isPresent() && definition.isPresent() && segments.isPresent()) {
            builder.add(experiment.get(), definition.get(), segments.get());
        }
    }

    private static void place(
            NamespaceBuilder builder, Map<String, InterpretedExperiment.Definition> definitions, DocumentPart step) {
        step.object("place", DEFINITION, SEGMENTS);
        Optional<String> experiment = step.at("place").nonEmptyText();
        Optional<InterpretedExperiment.Definition> definition = definition(definitions, step);
        List<Integer> segments = new ArrayList<>();
        step.required(SEGMENTS)
                .ifPresent(part ->
                        part.elements().forEach(element -> element.integer().ifPresent(segments::add)));
        if (experiment.isPresent() && definition.isPresent()) {
            builder.place(experiment.get(), definition.get(), segments);
        }
    }

    private static Optional<InterpretedExperiment.Definition> definition(
            Map<String, InterpretedExperiment.Definition> definitions, DocumentPart step) {
        Optional<String> name = step.required(DEFINITION).flatMap(DocumentPart::nonEmptyText);
        if (name.isPresent() && !definitions.containsKey(name.get())) {
            step.at(DEFINITION).problem("there is no valid definition " + name.get() + " in this namespace");
        }
        return name.map(definitions::get);
    }
}
