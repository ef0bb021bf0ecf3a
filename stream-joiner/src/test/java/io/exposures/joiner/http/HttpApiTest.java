package io.exposures.joiner.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpApiTest {

    @Test
    void listsExperiments() throws IOException {
        try (RunningApi api = RunningApi.serving(new FakeStats().with("button", "v1"))) {
            JsonNode item = api.json("/api/v1/experiments").path("experiments").path(0);
            assertThat(item).hasToString("""
                    {"name":"button","salt":"v1","arms":2,"units":19,"crossovers":1,"metrics":["purchase"],\
                    "state":"running","start":null,"alarms":["crossed"],"sample_ratio":null,\
                    "last_change":"2026-01-01T12:00:00Z","partial":false,"missing_partitions":[]}""");
        }
    }

    @Test
    void leavesCrossoversOutByDefault() throws IOException {
        try (RunningApi api = RunningApi.serving(new FakeStats().with("button", "v1"))) {
            JsonNode red = api.json("/api/v1/experiments/button").path("arms").path(1);
            assertThat(red).hasToString("""
                    {"arm":"{\\"colour\\":\\"red\\"}","units":9,"crossovers":1,"analysed_units":8,"metrics":[\
                    {"metric":"purchase","units":4,"nonzero":3,"count":5,"sum":"2.5","sum_of_squares":"4.125",\
                    "mean":0.3125}]}""");
        }
    }

    @Test
    void countsCrossoversForTheirFirstArmWhenAsked() throws IOException {
        try (RunningApi api = RunningApi.serving(new FakeStats().with("button", "v1"))) {
            JsonNode answer = api.json("/api/v1/experiments/button?crossovers=first_seen");
            assertThat(answer.at("/options/crossovers").asText()).isEqualTo("first_seen");
            assertThat(answer.at("/arms/1/analysed_units").asLong()).isEqualTo(9);
            assertThat(answer.at("/arms/1/metrics/0/sum").asText()).isEqualTo("9.5");
        }
    }

    @Test
    void saysWhatRowsUnitsAndSumsComeTo() throws IOException {
        try (RunningApi api = RunningApi.serving(new FakeStats().with("button", "v1"))) {
            JsonNode hash = api.json("/api/v1/experiments/button/hash");
            assertThat(hash.path("rows").asLong()).isEqualTo(5);
            assertThat(hash.path("row_hash").asText()).isEqualTo("00000000000000010000000000000002");
            assertThat(hash.path("unit_hash").asText()).isEqualTo("000000000000000000000000000000ff");
            assertThat(hash.path("sums_hash").asText()).matches("[0-9a-f]{32}");
            assertThat(hash.at("/asOf/0/exposures").asLong()).isEqualTo(30);
            assertThat(api.json("/api/v1/experiment/hash?name=button")).isEqualTo(hash);
        }
    }

    @Test
    void showsAnArmWithoutOutcomesAsZero() throws IOException {
        try (RunningApi api = RunningApi.serving(new FakeStats().with("button", "v1"))) {
            JsonNode blue = api.json("/api/v1/experiments/button").at("/arms/0/metrics/0");
            assertThat(blue).hasToString("""
                    {"metric":"purchase","units":0,"nonzero":0,"count":0,"sum":"0","sum_of_squares":"0","mean":0.0}""");
        }
    }

    @Test
    void saysWhichPointOfTheLogAnAnswerDescribes() throws IOException {
        try (RunningApi api = RunningApi.serving(new FakeStats().with("button", "v1"))) {
            JsonNode asOf = api.json("/api/v1/experiments/button").path("asOf");
            assertThat(asOf).hasToString("""
                    [{"partition":0,"exposures":30,"outcomes":12,"clock":"2026-01-01T12:00:00Z",\
                    "final_before":"2025-12-31T11:59:00Z"}]""");
        }
    }

    @Test
    void saysWhichPartitionsAreMissing() throws IOException {
        try (RunningApi api = RunningApi.serving(new FakeStats().withMissingPartition("button"))) {
            JsonNode answer = api.json("/api/v1/experiments/button");
            assertThat(answer.path("partial").asBoolean()).isTrue();
            assertThat(answer.path("missing_partitions")).hasToString("[1]");
            assertThat(answer.at("/asOf/0/clock").isNull()).isTrue();
        }
    }

    @Test
    void asksForTheSaltWhenThereAreSeveral() throws IOException {
        try (RunningApi api =
                RunningApi.serving(new FakeStats().with("button", "v1").with("button", "v2"))) {
            HttpResponse<String> answer = api.get("/api/v1/experiments/button");
            assertProblem(answer, 409, "urn:exposures:problem:several-salts");
            assertThat(RunningApi.json(answer).path("salts")).hasToString("[\"v1\",\"v2\"]");
        }
    }

    @Test
    void findsOneOfSeveralSalts() throws IOException {
        try (RunningApi api =
                RunningApi.serving(new FakeStats().with("button", "v1").with("button", "v2"))) {
            JsonNode answer = api.json("/api/v1/experiments/button?salt=v2");
            assertThat(answer.path("salt").asText()).isEqualTo("v2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/experiments/hat", "/api/v1/experiments/button?salt=v3"})
    void doesNotKnowEveryExperiment(String path) throws IOException {
        try (RunningApi api = RunningApi.serving(new FakeStats().with("button", "v1"))) {
            assertProblem(api.get(path), 404, "urn:exposures:problem:unknown-experiment");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "/",
                "//",
                "../x",
                "a b",
                "a+b",
                "100%",
                "%2F",
                "grün",
                "実験",
                "😀",
                "a;b=c",
                "?",
                "#",
                "\"<b>'",
                "a\\b",
                "a\r\nb",
                "{name}",
                "*",
                "Button",
                "trailing/",
                "\u202ertl"
            })
    void findsExperimentsAndUsersOfAnyName(String name) throws IOException {
        try (RunningApi api =
                RunningApi.serving(new FakeStats().with(name, "v1").withUser(name))) {
            assertThat(api.json("/api/v1/experiments/" + encoded(name))
                            .path("name")
                            .asText())
                    .isEqualTo(name);
            assertThat(api.json("/api/v1/users/" + encoded(name)).path("userid").asText())
                    .isEqualTo(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "\u0000", "a/b", "実験"})
    void findsByParameterWhatAPathCannotCarry(String name) throws IOException {
        try (RunningApi api =
                RunningApi.serving(new FakeStats().with(name, "v1").withUser(name))) {
            assertThat(api.json("/api/v1/experiment?name=" + encoded(name))
                            .path("salt")
                            .asText())
                    .isEqualTo("v1");
            assertThat(api.json("/api/v1/user?userid=" + encoded(name))
                            .at("/units/0/unit")
                            .asText("?"))
                    .isEqualTo(name);
        }
    }

    @Test
    void showsWhatIsKnownOfAUser() throws IOException {
        try (RunningApi api = RunningApi.serving(new FakeStats().withUser("ann"))) {
            assertThat(api.get("/api/v1/users/ann").body()).isEqualTo("""
                    {"userid":"ann","units":[{"experiment":"button","salt":"v1","unit":"ann",\
                    "arm":"{\\"colour\\":\\"red\\"}","params":{"colour":"red","ratio":1.50},\
                    "first_exposure":"2026-01-01T12:00:00Z","arms":["{\\"colour\\":\\"red\\"}"],"crossover":false,\
                    "totals":[{"metric":"purchase","count":2,"total":"0.3"}]}],\
                    "asOf":{"partition":0,"exposures":30,"outcomes":12,"clock":"2026-01-01T12:00:00Z",\
                    "final_before":null},"stale":null}""");
        }
    }

    @Test
    void doesNotKnowEveryUser() throws IOException {
        try (RunningApi api = RunningApi.serving(new FakeStats())) {
            assertProblem(api.get("/api/v1/users/bob"), 404, "urn:exposures:problem:unknown-user");
        }
    }

    @Test
    void accountsForEveryRecord() throws IOException {
        try (RunningApi api = RunningApi.serving(new FakeStats().withLedger())) {
            JsonNode total = api.json("/api/v1/ledger").path("total");
            assertThat(total).hasToString("""
                    {"exposures":{"consumed":30,"classes":{"first":19,"repeat":11},"balanced":true},\
                    "outcomes":{"consumed":12,"classes":{"joined":7,"late":1,"unexposed":4},"balanced":true},\
                    "clock":"2026-01-01T12:00:00Z","final_before":"2025-12-31T11:59:00Z"}""");
        }
    }

    @Test
    void accountsForEveryPartition() throws IOException {
        try (RunningApi api = RunningApi.serving(new FakeStats().withLedger())) {
            JsonNode partition = api.json("/api/v1/ledger").at("/partitions/0");
            assertThat(partition.path("asOf")).hasToString("{\"exposures\":30,\"outcomes\":12}");
            assertThat(partition.path("published").asText()).isEqualTo("2026-01-01T12:00:00.250Z");
        }
    }

    @Test
    void tellsWhatProducersLost() throws IOException {
        try (RunningApi api = RunningApi.serving(new FakeStats().withLedger())) {
            JsonNode ledger = api.json("/api/v1/ledger");
            assertThat(ledger.path("sources").path(0)).hasToString("""
                    {"topic":"exposures","host":"shop-1","records":30,"late":0,"future":2,\
                    "hour":"2026-01-01T12:00:00Z","least_delay_ms":-90000,"suspect":true}""");
            JsonNode losses = ledger.path("losses");
            assertThat(losses.path("total")).hasToString("""
                    [{"kind":"exposure","reason":"buffer_full","experiment":"button","count":3,\
                    "first":"2026-01-01T12:00:00Z","last":"2026-01-01T12:00:01Z"}]""");
            assertThat(losses.at("/reports/0/host").asText()).isEqualTo("shop-1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/experiments?limit=3",
                "/api/v1/experiments/button?crossovers=both",
                "/api/v1/experiments/button?crossovers=exclude&crossovers=first_seen",
                "/api/v1/experiments/button?Salt=v1",
                "/api/v1/experiment",
                "/api/v1/user",
                "/api/v1/ledger?partition=1"
            })
    void refusesBadParameters(String path) throws IOException {
        try (RunningApi api = RunningApi.serving(new FakeStats().with("button", "v1"))) {
            assertProblem(api.get(path), 400, "urn:exposures:problem:bad-parameter");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/experiments", "/api/v1/experiments/x", "/api/v1/ledger", "/api/v1/users/x"})
    void asksToComeBackWhileNotReady(String path) throws IOException {
        try (RunningApi api = RunningApi.serving(new FakeStats().notReady())) {
            HttpResponse<String> answer = api.get(path);
            assertProblem(answer, 503, "urn:exposures:problem:not-ready");
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
        }
    }

    @Test
    void isAliveEvenWhenNotReady() {
        try (RunningApi api = RunningApi.withReadiness(Readiness.notReady("The state is being restored."))) {
            assertThat(api.get("/livez").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void saysWhatItWaitsFor() throws IOException {
        try (RunningApi api = RunningApi.withReadiness(Readiness.notReady("The state is being restored."))) {
            HttpResponse<String> answer = api.get("/readyz");
            assertProblem(answer, 503, "urn:exposures:problem:not-ready");
            assertThat(RunningApi.json(answer).path("detail").asText()).isEqualTo("The state is being restored.");
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        }
    }

    @Test
    void saysWhenItIsReady() throws IOException {
        try (RunningApi api = RunningApi.withReadiness(Readiness.READY)) {
            assertThat(api.json("/readyz").path("status").asText()).isEqualTo("ready");
        }
    }

    @Test
    void handsOutMetrics() {
        try (RunningApi api = RunningApi.serving(new FakeStats())) {
            assertThat(api.get("/metrics").body()).isEqualTo("up 1\n");
        }
    }

    @Test
    void countsRequestsByRouteAndNeverByName() {
        try (RunningApi api = RunningApi.serving(new FakeStats())) {
            api.get("/api/v1/users/ann");
            api.get("/nowhere");
            assertThat(api.telemetry.served).containsExactly("GET /api/v1/users/{userid} 404", "GET none 404");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nowhere",
                "/api/v1/",
                "/api/v2/experiments",
                "/index.html",
                "/assets/logback.xml",
                "/assets/..%2Fdashboard%2Fdom.js",
                "/..%2Fpom.xml"
            })
    void hasNothingElsewhere(String path) throws IOException {
        try (RunningApi api = RunningApi.serving(new FakeStats())) {
            assertProblem(api.get(path), 404, "about:blank");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"})
    void onlyReads(String method) throws IOException {
        try (RunningApi api = RunningApi.serving(new FakeStats())) {
            HttpResponse<String> answer = api.send(method, "/api/v1/experiments");
            assertProblem(answer, 405, "about:blank");
            assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/experiments", "/livez"})
    void answersHeadLikeGetWithoutABody(String path) {
        try (RunningApi api = RunningApi.serving(new FakeStats())) {
            HttpResponse<String> head = api.send("HEAD", path);
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(head.headers().firstValue("Content-Type"))
                    .isEqualTo(api.get(path).headers().firstValue("Content-Type"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/assets/dashboard.js", "/api/v1/experiments", "/nowhere", "/metrics"})
    void protectsEveryAnswer(String path) {
        try (RunningApi api = RunningApi.serving(new FakeStats())) {
            HttpResponse<String> answer = api.get(path);
            SecurityHeaders.ALL.forEach((name, value) ->
                    assertThat(answer.headers().allValues(name)).containsExactly(value));
            assertThat(answer.headers().firstValue("Server")).isEmpty();
        }
    }

    @Test
    void keepsItsTroublesToItself() throws IOException {
        try (RunningApi api = RunningApi.serving(new FakeStats().broken())) {
            HttpResponse<String> answer = api.get("/api/v1/experiments");
            assertProblem(answer, 500, "about:blank");
            assertThat(answer.body()).doesNotContain("secret");
        }
    }

    @Test
    void servesAFileOfTheDashboardOnlyWhenItChanged() {
        try (RunningApi api = RunningApi.serving(new FakeStats())) {
            String etag = api.get("/assets/dashboard.css")
                    .headers()
                    .firstValue("ETag")
                    .orElseThrow();
            HttpResponse<String> again = api.send("GET", "/assets/dashboard.css", "If-None-Match", etag);
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
    }

    @Test
    void refusesAHeaderThatIsTooLong() throws IOException {
        try (RunningApi api = RunningApi.serving(new FakeStats())) {
            HttpResponse<String> answer = api.send("GET", "/", "X-Long", "x".repeat(20_000));
            assertProblem(answer, 431, "about:blank");
        }
    }

    @Test
    void refusesABodyThatIsTooLong() throws IOException {
        try (RunningApi api = RunningApi.serving(new FakeStats())) {
            String answer =
                    api.raw("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\nConnection: close\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1 413 ").contains("Content-Type: " + Problem.CONTENT_TYPE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /%ZZ HTTP/1.1", "GET /%FF HTTP/1.1", "GET nowhere HTTP/1.1", "nonsense"})
    void refusesWhatIsNotARequest(String line) throws IOException {
        try (RunningApi api = RunningApi.serving(new FakeStats())) {
            String answer = api.raw(line + "\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("Content-Type: " + Problem.CONTENT_TYPE);
        }
    }

    @Test
    void saysWhereItCannotListen() {
        try (RunningApi api = RunningApi.serving(new FakeStats());
                HttpApi second = new HttpApi(
                        RunningApi.queries(new FakeStats()),
                        () -> InstanceHealth.of(Readiness.READY),
                        new FakeTelemetry(),
                        new HttpSettings("127.0.0.1", api.port(), Duration.ofSeconds(1)))) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + api.port());
        }
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String type) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(Problem.CONTENT_TYPE);
        JsonNode problem = RunningApi.json(answer);
        assertThat(problem.path("type").asText()).isEqualTo(type);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).isNotEmpty();
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
