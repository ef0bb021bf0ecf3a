package io.exposures.joiner.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.exposures.joiner.results.ResultsAnswer;
import io.exposures.joiner.results.SeriesAnswer;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the description of the API from the records that answers are made of, and from a table of what can be asked. */
final class OpenApiDocument {

    private static final JsonMapper JSON = new JsonMapper();
    private static final PropertyNamingStrategies.SnakeCaseStrategy NAMES =
            new PropertyNamingStrategies.SnakeCaseStrategy();

    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{(\\w+)}");
    private static final List<String> FILTER = List.of("salt", "crossovers");
    private static final String USER =
            "One user, from the instance that holds the user; stale, and how far, while only a" + " copy can answer.";
    private static final Map<String, String> PARAMETERS = Map.ofEntries(
            Map.entry("name", "Name of the experiment."),
            Map.entry("salt", "Salt of the experiment; needed when there are several of this name."),
            Map.entry("crossovers", "exclude (default) or first_seen: units that were seen with more than one arm."),
            Map.entry("view", "matured (default) or to_date: only units whose windows are final, or all."),
            Map.entry("metric", "Name of the only metric that is asked for."),
            Map.entry("by", "day: the numbers by UTC day of first exposure too."),
            Map.entry("format", "json or csv; by default what the Accept header asks for."),
            Map.entry("userid", "The user."),
            Map.entry("event_id", "Id of the outcome."),
            Map.entry("reason", "Reason for which records were refused."),
            Map.entry("file", "Name of the file."));

    private final ObjectNode root = JSON.createObjectNode();
    private final ObjectNode paths;
    private final ObjectNode schemas;

    private OpenApiDocument() {
        root.put("openapi", "3.1.0");
        root.putObject("info")
                .put("title", "exposures: stream-joiner")
                .put("version", "1")
                .put(
                        "description",
                        "What is known of running experiments. Everything is read with GET or HEAD. Sums are decimal text;"
                                + " a number that is not there is null, with a reason beside it. Errors are problems as in"
                                + " RFC 9457.");
        paths = root.putObject("paths");
        schemas = root.putObject("components").putObject("schemas");
    }

    static ObjectNode make() {
        OpenApiDocument document = new OpenApiDocument();
        document.addAll();
        return document.root;
    }

    private void addAll() {
        json("/api/v1/experiments", "All experiments.", Views.Experiments.class, List.of());
        experiment("", "The sums of an experiment.", Views.Experiment.class, FILTER);
        experiment("/hash", "Hashes of an experiment's rows, units and sums.", Views.Hash.class, List.of("salt"));
        experiment(
                "/results",
                "Estimates, comparisons, checks, and what may be decided. Has an ETag.",
                ResultsAnswer.class,
                List.of("salt", "view", "crossovers", "metric", "by", "format"));
        experiment(
                "/series",
                "How an experiment developed, by day of first exposure. Has an ETag.",
                SeriesAnswer.class,
                List.of("salt", "crossovers", "metric"));
        experiment(
                "/check",
                "Adds up the units anew, on each instance those of its partitions, and compares with the sums.",
                RecountResource.View.class,
                List.of("salt"));
        experiment(
                "/definition",
                "The newest definition, what is bound, and what waits for a rebuild.",
                DefinitionView.class,
                List.of("salt"));
        events("/api/v1/experiments/{name}/events", List.of("salt"));
        events("/api/v1/experiment/events", List.of("name", "salt"));
        json("/api/v1/ledger", "The account of all records.", Views.LedgerAnswer.class, List.of());
        json("/api/v1/users/{userid}", USER, Views.User.class, List.of());
        json("/api/v1/user", USER, Views.User.class, List.of("userid"));
        json("/api/v1/explain", "Why an outcome counts or not.", ExplainView.class, List.of("userid", "event_id"));
        json(
                "/api/v1/rejected",
                "The newest records that were refused.",
                RejectedResource.Answer.class,
                List.of("reason", "userid"));
        json("/health", "How this instance is, and what it holds.", HealthResource.View.class, List.of());
        other("/livez", "Whether the process answers.", "application/json");
        other("/readyz", "Whether requests may be sent here.", "application/json");
        other("/metrics", "Metrics of the process.", "text/plain");
        other("/openapi.json", "This description.", "application/json");
        other("/", "The dashboard.", "text/html");
        other("/assets/{file}", "A file of the dashboard.", "application/octet-stream");
    }

    private void experiment(String under, String summary, Class<? extends Record> answer, List<String> parameters) {
        json("/api/v1/experiments/{name}" + under, summary, answer, parameters);
        List<String> withName = new ArrayList<>(List.of("name"));
        withName.addAll(parameters);
        json("/api/v1/experiment" + under, summary, answer, withName);
    }

    private void json(String path, String summary, Class<? extends Record> answer, List<String> parameters) {
        ObjectNode content = operation(path, summary, parameters);
        content.putObject("application/json").putObject("schema").put("$ref", reference(answer));
        if (parameters.contains("format")) {
            content.putObject("text/csv").putObject("schema").put("type", "string");
        }
    }

    private void events(String path, List<String> parameters) {
        operation(
                        path,
                        "Events named changed, each with the experiment in short, whenever its numbers have changed.",
                        parameters)
                .putObject("text/event-stream")
                .putObject("schema")
                .put("type", "string");
    }

    private void other(String path, String summary, String mediaType) {
        operation(path, summary, List.of()).putObject(mediaType).putObject("schema");
    }

    /** The place for the answer's content. */
    private ObjectNode operation(String path, String summary, List<String> parameters) {
        ObjectNode get = paths.putObject(path).putObject("get");
        get.put("summary", summary);
        ArrayNode all = get.putArray("parameters");
        Matcher parts = PATH_PARAMETER.matcher(path);
        while (parts.find()) {
            parameter(all, parts.group(1), "path", true);
        }
        for (String name : parameters) {
            boolean needed = name.equals("name") || (path.equals("/api/v1/user") || path.endsWith("explain"));
            parameter(all, name, "query", needed);
        }
        ObjectNode responses = get.putObject("responses");
        ObjectNode content =
                responses.putObject("200").put("description", summary).putObject("content");
        ObjectNode problem = responses.putObject("default").put("description", "A problem.");
        problem.putObject("content")
                .putObject("application/problem+json")
                .putObject("schema")
                .put("$ref", reference(ProblemAnswer.class));
        return content;
    }

    record ProblemAnswer(String type, String title, int status, String detail) {}

    private static void parameter(ArrayNode all, String name, String in, boolean needed) {
        all.addObject()
                .put("name", name)
                .put("in", in)
                .put("required", needed)
                .put("description", PARAMETERS.get(name))
                .putObject("schema")
                .put("type", "string");
    }

    private String reference(Class<?> type) {
        String name = type.getEnclosingClass() == null
                ? type.getSimpleName()
                : type.getEnclosingClass().getSimpleName() + type.getSimpleName();
        if (!schemas.has(name)) {
            ObjectNode schema = schemas.putObject(name).put("type", "object");
            ArrayNode required = JSON.createArrayNode();
            ObjectNode properties = JSON.createObjectNode();
            schema.set("required", required);
            schema.set("properties", properties);
            for (RecordComponent component : type.getRecordComponents()) {
                String property = nameOf(component);
                required.add(property);
                properties.set(property, schema(component));
            }
        }
        return "#/components/schemas/" + name;
    }

    private static String nameOf(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null ? NAMES.translate(component.getName()) : named.value();
    }

    private ObjectNode schema(RecordComponent component) {
        if (component.getAccessor().isAnnotationPresent(JsonRawValue.class)) {
            return JSON.createObjectNode().put("type", "object");
        }
        return schema(component.getAnnotatedType());
    }

    private ObjectNode schema(AnnotatedType annotated) {
        ObjectNode schema = plain(annotated);
        if (!annotated.isAnnotationPresent(Nullable.class)) {
            return schema;
        }
        ObjectNode nullable = JSON.createObjectNode();
        nullable.putArray("anyOf").add(schema).addObject().put("type", "null");
        return nullable;
    }

    private ObjectNode plain(AnnotatedType annotated) {
        ObjectNode schema = JSON.createObjectNode();
        if (annotated instanceof AnnotatedParameterizedType generic) {
            AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
            if (arguments.length == 2) {
                schema.put("type", "object").set("additionalProperties", schema(arguments[1]));
            } else {
                schema.put("type", "array").set("items", schema(arguments[0]));
            }
            return schema;
        }
        Class<?> type = (Class<?>) annotated.getType();
        if (type.isRecord()) {
            return schema.put("$ref", reference(type));
        }
        if (type == Object.class) {
            return schema;
        }
        return schema.put("type", primitive(type));
    }

    private static String primitive(Class<?> type) {
        if (type == String.class) {
            return "string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (type == double.class || type == Double.class) {
            return "number";
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "integer";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "array";
        }
        throw new IllegalArgumentException("no schema for " + type);
    }
}
