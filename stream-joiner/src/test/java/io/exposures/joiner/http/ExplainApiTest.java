package io.exposures.joiner.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.query.Explanation;
import io.exposures.joiner.query.Explanation.Fate;
import io.exposures.joiner.query.Explanation.Found;
import io.exposures.joiner.query.Explanation.Rule;
import io.exposures.joiner.query.Explanation.Verdict;
import io.exposures.joiner.query.Replica;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainApiTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static Explanation explanation(String userid, String eventId, Replica replica) {
        Verdict verdict = new Verdict(
                new ExperimentId("button", "v1"),
                userid,
                "{\"colour\":\"red\"}",
                NOON,
                "x1",
                NOON.plusSeconds(604_800),
                true,
                Rule.IN_WINDOW,
                "counts");
        Found found = new Found(NOON.plusSeconds(60), Fate.JOINED, 17, "purchase", 12.5, List.of(verdict));
        return new Explanation(userid, eventId, 3, null, List.of(found), "The outcome counts.");
    }

    @Test
    void saysWhyAnOutcomeCounts() throws IOException {
        try (RunningApi api = RunningApi.explaining(ExplainApiTest::explanation)) {
            JsonNode answer = api.json("/api/v1/explain?userid=ann&event_id=order%204711");
            assertThat(answer).hasToString("""
                    {"userid":"ann","event_id":"order 4711","text":"The outcome counts.","outcomes":[\
                    {"time":"2026-01-01T12:01:00Z","class":"joined","offset":17,"event":"purchase","value":12.5,\
                    "units":[{"experiment":"button","salt":"v1","unit":"ann","arm":"{\\"colour\\":\\"red\\"}",\
                    "first_exposure":"2026-01-01T12:00:00Z","exposure_id":"x1","window_end":"2026-01-08T12:00:00Z",\
                    "counts":true,"rule":"in_window","text":"counts"}]}],"partition":3,"asOf":null,"stale":null}""");
        }
    }

    @Test
    void namesTheParameterThatIsMissing() {
        try (RunningApi api = RunningApi.explaining(ExplainApiTest::explanation)) {
            assertThat(api.get("/api/v1/explain?userid=ann").statusCode()).isEqualTo(400);
            assertThat(api.get("/api/v1/explain?userid=ann").body()).contains("event_id");
        }
    }
}
