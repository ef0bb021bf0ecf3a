package io.exposures.joiner.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventsApiTest {

    private static final String EVENTS = "/api/v1/experiments/button/events";

    @Test
    void aChangeIsToldAndRepetitionIsNot() throws Exception {
        FakeStats stats = new FakeStats().with("button", "button");
        try (RunningApi api = RunningApi.serving(stats);
                BufferedReader events = subscribe(api)) {
            assertThat(nextData(events)).contains("\"name\":\"button\"", "\"units\":19");

            stats.without("button").withMissingPartition("button");

            assertThat(nextData(events)).contains("\"partial\":true");
        }
    }

    private static BufferedReader subscribe(RunningApi api) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + EVENTS))
                .header("Accept", "text/event-stream")
                .build();
        HttpResponse<InputStream> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private static String nextData(BufferedReader events) throws IOException {
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            if (line.startsWith("data:")) {
                return line;
            }
        }
        throw new AssertionError("the stream ended");
    }

    @Test
    void whatIsWrongIsAnsweredBeforeTheStreamBegins() {
        try (RunningApi api = RunningApi.serving(new FakeStats().with("button", "v1"))) {
            assertThat(api.get(EVENTS).statusCode()).isEqualTo(406);
            assertThat(api.get("/api/v1/experiments/hat/events").statusCode()).isEqualTo(404);
        }
    }
}
