package io.exposures.assignment.catalog;

import io.exposures.assignment.AssignmentSettings;
import io.exposures.assignment.InterpretedExperiment;
import io.exposures.assignment.Namespace;
import io.exposures.assignment.operators.Operators;
import io.exposures.assignment.script.JsonException;
import io.exposures.assignment.script.ScriptJson;
import io.exposures.assignment.script.ScriptLimits;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Experiments and namespaces that are defined by one JSON document; immutable. All keys but those marked are required:
 *
 * <pre>{@code
 * {
 *   "experiments": {                                     optional
 *     "checkout": {
 *       "script": "color = uniformChoice(choices=['red', 'blue'], unit=userid);",   or "json": PlanOut's JSON form
 *       "salt": "checkout.2",                            optional: the name
 *       "parameters": ["color"],                         optional: those that form the arm, and whose get is an exposure
 *       "unit": ["userid"]                               optional: the inputs that form the unit
 *     }
 *   },
 *   "namespaces": {                                      optional
 *     "shop": {
 *       "unit": "userid",                                or a list
 *       "segments": 1000,
 *       "default": {"price": 1},                         optional
 *       "definitions": {
 *         "cheap": {"script": "price = 1;", "parameters": ["price"]}
 *       },
 *       "history": [                                     from the very first step, in order
 *         {"add": "first", "definition": "cheap", "segments": 100},
 *         {"remove": "first"},
 *         {"place": "imported", "definition": "cheap", "segments": [4, 17, 256]}
 *       ]
 *     }
 *   }
 * }
 * }</pre>
 */
public final class ExperimentCatalog {
    private final Map<String, InterpretedExperiment.Definition> experiments;
    private final Map<String, Namespace> namespaces;

    ExperimentCatalog(Map<String, InterpretedExperiment.Definition> experiments, Map<String, Namespace> namespaces) {
        this.experiments = Collections.unmodifiableMap(new LinkedHashMap<>(experiments));
        this.namespaces = Collections.unmodifiableMap(new LinkedHashMap<>(namespaces));
    }

    /**
     * Reads a document, with PlanOut's own operators, the default limits and settings.
     *
     * @throws CatalogException if the document is not as described above; it names every problem and its path
     */
    public static ExperimentCatalog parse(String json) {
        return parse(json, Operators.standard(), ScriptLimits.DEFAULT, AssignmentSettings.defaults());
    }

    /**
     * Reads a document.
     *
     * @throws CatalogException if the document is not as described above; it names every problem and its path
     */
    public static ExperimentCatalog parse(
            String json, Operators operators, ScriptLimits limits, AssignmentSettings settings) {
        try {
            return new CatalogReader(operators, limits, settings).read(ScriptJson.parse(json));
        } catch (JsonException e) {
            throw new CatalogException(List.of("document: " + e.getMessage()));
        }
    }

    /** The experiments outside namespaces, by name, in the document's order. */
    public Map<String, InterpretedExperiment.Definition> experiments() {
        return experiments;
    }

    /** The namespaces, by name, in the document's order. */
    public Map<String, Namespace> namespaces() {
        return namespaces;
    }

    /**
     * An experiment outside namespaces.
     *
     * @throws NoSuchElementException if the document has no such experiment
     */
    public InterpretedExperiment.Definition experiment(String name) {
        return require(experiments, "experiment", name);
    }

    /**
     * A namespace.
     *
     * @throws NoSuchElementException if the document has no such namespace
     */
    public Namespace namespace(String name) {
        return require(namespaces, "namespace", name);
    }

    private static <T> T require(Map<String, T> all, String kind, String name) {
        T found = all.get(name);
        if (found == null) {
            throw new NoSuchElementException(
                    "there is no " + kind + ' ' + name + " in the catalog; there are " + all.keySet());
        }
        return found;
    }
}
