package io.exposures.joiner.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.query.DefinitionStatus;
import io.exposures.joiner.query.DefinitionStatus.Change;
import io.exposures.joiner.query.DefinitionStatus.Newest;
import io.exposures.joiner.query.DefinitionStatus.Waiting;
import io.exposures.joiner.query.NotReadyException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionApiTest {

    private static DefinitionStatus status(String name, String salt) {
        return new DefinitionStatus(
                new ExperimentId(name, salt),
                new Newest(4, Map.of("window", "14 days")),
                new TreeMap<>(Map.of(0, 4, 1, 3, 2, 1)),
                List.of(
                        new Waiting(3, List.of(1), List.of(new Change("window", "7 days", "14 days"))),
                        new Waiting(1, List.of(2), List.of(new Change("end", null, "2026-03-01T00:00:00Z")))),
                List.of("window"),
                new TreeSet<>(List.of(3)));
    }

    private static List<DefinitionStatus> two(String name) {
        return name.equals("button") ? List.of(status(name, "v1"), status(name, "v2")) : List.of();
    }

    @Test
    void showsTheNewestDefinitionAndWhatIsBound() {
        try (RunningApi api = RunningApi.knowing(name -> List.of(status(name, "v1")))) {
            assertThat(api.get("/api/v1/experiments/button/definition").body()).isEqualTo("""
                    {"name":"button","salt":"v1","newest":{"version":4,"definition":{"window":"14 days"}},\
                    "bound":[{"partition":0,"version":4},{"partition":1,"version":3},{"partition":2,"version":1}],\
                    "takes_effect_on_rebuild":[{"bound_version":3,"partitions":[1],\
                    "fields":[{"field":"window","bound":"7 days","newest":"14 days"}]},\
                    {"bound_version":1,"partitions":[2],\
                    "fields":[{"field":"end","bound":null,"newest":"2026-03-01T00:00:00Z"}]}],\
                    "bound_fields":["window"],"partial":true,"missing_partitions":[3]}""");
        }
    }

    @Test
    void findsOneOfSeveralSaltsByPathAndByParameter() throws IOException {
        try (RunningApi api = RunningApi.knowing(DefinitionApiTest::two)) {
            JsonNode byPath = api.json("/api/v1/experiments/button/definition?salt=v2");
            JsonNode byParameter = api.json("/api/v1/experiment/definition?name=button&salt=v2");
            assertThat(byPath.path("salt").asText()).isEqualTo("v2");
            assertThat(byParameter).isEqualTo(byPath);
        }
    }

    @Test
    void asksForTheSaltWhenThereAreSeveral() throws IOException {
        try (RunningApi api = RunningApi.knowing(DefinitionApiTest::two)) {
            HttpResponse<String> answer = api.get("/api/v1/experiments/button/definition");
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(RunningApi.json(answer).path("salts")).hasToString("[\"v1\",\"v2\"]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/experiments/hat/definition", "/api/v1/experiments/button/definition?salt=v3"})
    void doesNotKnowEveryExperiment(String path) throws IOException {
        try (RunningApi api = RunningApi.knowing(DefinitionApiTest::two)) {
            HttpResponse<String> answer = api.get(path);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(RunningApi.json(answer).path("type").asText())
                    .isEqualTo("urn:exposures:problem:unknown-experiment");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/experiments/button/definition?version=3",
                "/api/v1/experiment/definition",
                "/api/v1/experiment/definition?name=button&name=hat"
            })
    void refusesBadParameters(String path) {
        try (RunningApi api = RunningApi.knowing(DefinitionApiTest::two)) {
            assertThat(api.get(path).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void asksToComeBackWhileDefinitionsAreBeingRead() {
        NotReadyException reading = new NotReadyException("The definitions are being read.", Duration.ofSeconds(2));
        try (RunningApi api = RunningApi.knowing(name -> {
            throw reading;
        })) {
            HttpResponse<String> answer = api.get("/api/v1/experiments/button/definition");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
        }
    }
}
