package io.exposures.joiner.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.exposures.joiner.join.Slice;
import io.exposures.joiner.query.Explanation;
import io.exposures.joiner.query.Placements;
import io.exposures.joiner.query.RecountReport;
import io.exposures.joiner.query.RejectedSamples;
import io.exposures.joiner.results.ExperimentBuilder;
import io.javalin.Javalin;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The description of the API is a file for readers; it must say what the code does. Written anew by -Dopenapi.write. */
class OpenApiTest {

    private static final Path FILE = Path.of("src/main/resources/openapi.json");
    private static final JsonMapper JSON = new JsonMapper();

    private static final PeerClient PEERS = new PeerClient(Duration.ofSeconds(1), new FakeTelemetry());
    private static final UserRouter ROUTER = new UserRouter(Placements.ALONE, PEERS, Duration.ofSeconds(1));
    private static final PeerRecounts RECOUNTS = new PeerRecounts(Placements.ALONE, PEERS);

    private static RunningApi serving() {
        Slice matured = new Slice(0, true, false);
        ExperimentBuilder button = new ExperimentBuilder()
                .declare("red", true)
                .shares(Map.of("red", 0.5, "blue", 0.5))
                .units("red", matured, 60, "sales", 1.25, 0)
                .units("red", matured, 60, "sales", 0, 1)
                .units("blue", matured, 120, "sales", 2.5, 0);
        return RunningApi.serving(new FakeStats()
                .with(button.stats(), button.definition())
                .with("hat", "v1")
                .withDay(LocalDate.parse("2026-02-01"), button.stats())
                .withLedger()
                .withUser("ann"));
    }

    @Test
    void theFileSaysWhatAnswersAreMadeOf() throws IOException {
        ObjectNode document = OpenApiDocument.make();
        if (Boolean.getBoolean("openapi.write")) {
            Files.writeString(FILE, document.toPrettyString() + "\n");
        }
        assertThat(JSON.readTree(FILE.toFile())).isEqualTo(document);
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionHasARoute() throws IOException {
        TreeSet<String> described = new TreeSet<>();
        JSON.readTree(FILE.toFile()).path("paths").fieldNames().forEachRemaining(described::add);

        assertThat(described).isEqualTo(routes());
    }

    /** As the server has them. */
    private static Set<String> routes() {
        FakeStats stats = new FakeStats();
        Javalin server = Javalin.create(config -> Routes.addTo(
                config.routes,
                new StatsResource(stats, ROUTER),
                new DefinitionResource(name -> List.of()),
                new ExplainResource(
                        (userid, eventId, replica) -> new Explanation(userid, eventId, 0, null, List.of(), ""), ROUTER),
                new RejectedResource(new RejectedSamples()),
                new HealthResource(() -> InstanceHealth.of(Readiness.READY), new FakeTelemetry()),
                new DashboardResource(),
                new ResultsResource(stats),
                new RecountResource(stats, id -> new RecountReport(new TreeMap<>(), new TreeSet<>()), RECOUNTS),
                new EventsResource(stats, new Subscriptions(stats))));
        server.start("127.0.0.1", 0);
        server.stop();
        return server.unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint)
                .filter(endpoint -> endpoint.method.equals(HandlerType.GET))
                .map(endpoint -> endpoint.path)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theDescriptionIsServed() throws IOException {
        try (RunningApi api = serving()) {
            assertThat(api.json("/openapi.json")).isEqualTo(JSON.readTree(FILE.toFile()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/experiments, /api/v1/experiments",
        "/api/v1/experiments/{name}, /api/v1/experiments/hat",
        "/api/v1/experiments/{name}/hash, /api/v1/experiments/hat/hash",
        "/api/v1/experiments/{name}/results, /api/v1/experiments/button/results?by=day",
        "/api/v1/experiments/{name}/results, /api/v1/experiments/hat/results",
        "/api/v1/experiments/{name}/series, /api/v1/experiments/button/series",
        "/api/v1/experiments/{name}/check, /api/v1/experiments/button/check",
        "/api/v1/ledger, /api/v1/ledger",
        "/api/v1/users/{userid}, /api/v1/users/ann",
        "/api/v1/explain, /api/v1/explain?userid=ann&event_id=e",
        "/api/v1/rejected, /api/v1/rejected",
        "/health, /health"
    })
    void answersAreAsDescribed(String route, String path) throws IOException {
        JsonNode document = JSON.readTree(FILE.toFile());
        JsonNode schema = document.path("paths").path(route).at("/get/responses/200/content/application~1json/schema");
        try (RunningApi api = serving()) {
            List<String> faults = new ArrayList<>();
            new Validation(document, faults).check("$", schema, api.json(path));
            assertThat(faults).isEmpty();
        }
    }

    /** As much of JSON Schema as the file uses. */
    private record Validation(JsonNode document, List<String> faults) {

        void check(String at, JsonNode schema, JsonNode value) {
            if (schema.has("$ref")) {
                check(at, document.at(schema.path("$ref").asText().substring(1)), value);
            } else if (schema.has("anyOf")) {
                checkAny(at, schema.path("anyOf"), value);
            } else if (schema.has("type")) {
                checkType(at, schema, value);
            }
        }

        private void checkAny(String at, JsonNode options, JsonNode value) {
            JsonNode option = value.isNull() ? options.path(1) : options.path(0);
            check(at, option, value);
        }

        private void checkType(String at, JsonNode schema, JsonNode value) {
            boolean right = switch (schema.path("type").asText()) {
                case "object" -> value.isObject();
                case "array" -> value.isArray();
                case "string" -> value.isTextual();
                case "boolean" -> value.isBoolean();
                case "integer" -> value.isIntegralNumber();
                case "number" -> value.isNumber();
                case "null" -> value.isNull();
                default -> false;
            };
            if (!right) {
                faults.add(at + ": expected " + schema.path("type") + ", got " + value);
            } else if (value.isArray()) {
                value.forEach(item -> check(at + "[]", schema.path("items"), item));
            } else if (schema.has("properties")) {
                checkProperties(at, schema, value);
            } else if (schema.has("additionalProperties")) {
                value.properties()
                        .forEach(entry -> check(
                                at + "." + entry.getKey(), schema.path("additionalProperties"), entry.getValue()));
            }
        }

        private void checkProperties(String at, JsonNode schema, JsonNode value) {
            schema.path("required").forEach(name -> {
                if (!value.has(name.asText())) {
                    faults.add(at + ": lacks " + name.asText());
                }
            });
            value.properties().forEach(entry -> {
                JsonNode property = schema.path("properties").path(entry.getKey());
                if (property.isMissingNode()) {
                    faults.add(at + ": undescribed " + entry.getKey());
                } else {
                    check(at + "." + entry.getKey(), property, entry.getValue());
                }
            });
        }
    }
}
