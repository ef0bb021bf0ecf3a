package io.exposures.joiner.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.exposures.joiner.join.Slice;
import io.exposures.joiner.query.ExperimentStats;
import io.exposures.joiner.results.ExperimentBuilder;
import io.exposures.records.Role;
import io.exposures.records.Transform;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultsApiTest {

    private static final String RESULTS = "/api/v1/experiments/button/results";
    private static final String METRIC = "=sales, \"gross\"";
    private static final Slice MATURED = new Slice(0, true, false);

    private static RunningApi serving() {
        ExperimentBuilder button = new ExperimentBuilder()
                .metric(METRIC, Transform.SUM, Role.PRIMARY, 14)
                .declare("red", true)
                .shares(Map.of("red", 0.5, "blue", 0.5))
                .units("red", MATURED, 60, METRIC, 1.25, 0)
                .units("red", MATURED, 60, METRIC, 0, 0)
                .units("blue", MATURED, 60, METRIC, 2.5, 0)
                .units("blue", MATURED, 60, METRIC, -1, 0);
        return RunningApi.serving(new FakeStats()
                .with(button.stats(), button.definition())
                .withDay(LocalDate.parse("2026-02-01"), day(1))
                .withDay(LocalDate.parse("2026-02-02"), day(3)));
    }

    private static ExperimentStats day(long units) {
        return new ExperimentBuilder()
                .simple("red", units, METRIC, 1.5)
                .simple("blue", 2 * units, METRIC, 2)
                .stats();
    }

    @Test
    void anybodyCanRecomputeTheAnswerFromItsSums() throws IOException {
        try (RunningApi api = serving()) {
            JsonNode answer = api.json(RESULTS);
            JsonNode red = answer.at("/metrics/0/arms/0");
            assertThat(red.at("/epochs/0")).hasToString("""
                    {"epoch":0,"units":120,"nonzero":60,"capped":0,"sum":"75","squares":"93.75","cubes":"117.1875",\
                    "covariate_sum":"0","covariate_squares":"0","cross_products":"0"}""");
            assertThat(red.at("/plain/value").asDouble()).isEqualTo(0.625);
            assertThat(answer.at("/metrics/0/comparisons/0/plain/difference").asDouble())
                    .isEqualTo(0.125);
            assertThat(answer.at("/control/declared").asBoolean()).isTrue();
            assertThat(answer.at("/sample_ratio/verdict").asText()).isEqualTo("fine");
            assertThat(answer.at("/asOf/0/exposures").asLong()).isEqualTo(30);
            assertThat(api.json("/api/v1/experiment/results?name=button")).isEqualTo(answer);
        }
    }

    @Test
    void whatAClientHasIsNotSentAgain() {
        try (RunningApi api = serving()) {
            HttpResponse<String> first = api.get(RESULTS);
            String tag = first.headers().firstValue("ETag").orElseThrow();

            HttpResponse<String> again = api.send("GET", RESULTS, "If-None-Match", "\"x\", " + tag);

            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers().firstValue("Cache-Control")).hasValue("no-cache");
            assertThat(api.send("GET", RESULTS + "?view=to_date", "If-None-Match", tag)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void resultsAreATableForThoseWhoAsk() {
        try (RunningApi api = serving()) {
            HttpResponse<String> byParameter = api.get(RESULTS + "?format=csv");
            HttpResponse<String> byHeader = api.send("GET", RESULTS, "Accept", "text/csv");

            assertThat(byParameter.body()).isEqualTo(byHeader.body());
            assertThat(byHeader.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
            List<String> lines = byHeader.body().lines().toList();
            assertThat(lines).hasSize(3);
            assertThat(lines.get(0)).startsWith("experiment,salt,view,crossovers,metric,role,kind,arm,control,epoch");
            assertThat(lines.get(1)).startsWith("""
                    button,v1,matured,exclude,"'=sales, ""gross\""",primary,mean,red,true,0,120,60,0,75,93.75,""");
        }
    }

    @Test
    void aSeriesAddsUpDayByDay() throws IOException {
        try (RunningApi api = serving()) {
            JsonNode points = api.json("/api/v1/experiments/button/series").path("points");
            assertThat(points).hasSize(2);
            assertThat(points.at("/1/day").asText()).isEqualTo("2026-02-02");
            assertThat(points.at("/1/matured").asBoolean()).isTrue();
            assertThat(points.at("/1/metrics/0/arms/1")).hasToString("""
                    {"arm":"blue","day_units":6,"day_sum":"12","units":8,"sum":"16","squares":"32","mean":2.0}""");
            assertThat(points.at("/1/metrics/0/comparisons/0/difference").asDouble())
                    .isEqualTo(0.5);
            assertThat(points.at("/1/metrics/0/comparisons/0/reason").asText()).isEqualTo("zero_variance");
            assertThat(api.json(RESULTS + "?by=day").path("days")).isEqualTo(points);
            assertThat(api.json(RESULTS).path("days").isNull()).isTrue();
        }
    }

    @Test
    void oneMetricMayBeAskedFor() throws IOException {
        try (RunningApi api = serving()) {
            assertThat(api.get(RESULTS + "?metric=none").statusCode()).isEqualTo(400);
            assertThat(api.json(RESULTS + "?metric=%3Dsales%2C%20%22gross%22").path("metrics"))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"view=all", "crossovers=some", "format=xml", "by=hour", "colour=red"})
    void whatIsMisspeltIsAnError(String query) {
        try (RunningApi api = serving()) {
            assertThat(api.get(RESULTS + "?" + query).statusCode()).isEqualTo(400);
        }
    }
}
