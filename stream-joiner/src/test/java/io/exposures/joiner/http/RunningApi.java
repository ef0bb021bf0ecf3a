package io.exposures.joiner.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.exposures.joiner.query.DefinitionQuery;
import io.exposures.joiner.query.ExplainQuery;
import io.exposures.joiner.query.Explanation;
import io.exposures.joiner.query.Placements;
import io.exposures.joiner.query.RecountQuery;
import io.exposures.joiner.query.RecountReport;
import io.exposures.joiner.query.RejectedSamples;
import io.exposures.joiner.query.StatsQuery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** A server on a free port, and a client of it. */
final class RunningApi implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration PEER_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    final FakeTelemetry telemetry = new FakeTelemetry();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final HttpApi api;

    private static final RecountQuery NOTHING_TO_COUNT =
            experiment -> new RecountReport(new TreeMap<>(), new TreeSet<>());

    private static final ExplainQuery NOTHING_TO_EXPLAIN =
            (userid, eventId, replica) -> new Explanation(userid, eventId, 0, null, List.of(), "");

    private RunningApi(Queries queries, Supplier<InstanceHealth> health) {
        this(queries, health, 0);
    }

    private RunningApi(Queries queries, Supplier<InstanceHealth> health, int port) {
        this.api = new HttpApi(queries, health, telemetry, new HttpSettings("127.0.0.1", port, PEER_TIMEOUT));
        api.start();
    }

    static Queries queries(StatsQuery stats) {
        return queries(stats, Placements.ALONE);
    }

    static Queries queries(StatsQuery stats, Placements placements) {
        return new Queries(
                stats, name -> List.of(), NOTHING_TO_EXPLAIN, new RejectedSamples(), NOTHING_TO_COUNT, placements);
    }

    static RunningApi serving(StatsQuery stats) {
        return new RunningApi(queries(stats), () -> InstanceHealth.of(Readiness.READY));
    }

    static RunningApi withReadiness(Readiness readiness) {
        return new RunningApi(queries(new FakeStats()), () -> InstanceHealth.of(readiness));
    }

    static RunningApi knowing(DefinitionQuery definitions) {
        return new RunningApi(
                new Queries(
                        new FakeStats(),
                        definitions,
                        NOTHING_TO_EXPLAIN,
                        new RejectedSamples(),
                        NOTHING_TO_COUNT,
                        Placements.ALONE),
                () -> InstanceHealth.of(Readiness.READY));
    }

    static RunningApi explaining(ExplainQuery explanations) {
        return new RunningApi(
                new Queries(
                        new FakeStats(),
                        name -> List.of(),
                        explanations,
                        new RejectedSamples(),
                        NOTHING_TO_COUNT,
                        Placements.ALONE),
                () -> InstanceHealth.of(Readiness.READY));
    }

    /** A server on a port that is known, as after a restart; 0 takes a free one. */
    static RunningApi on(int port, Queries queries) {
        return new RunningApi(queries, () -> InstanceHealth.of(Readiness.READY), port);
    }

    int port() {
        return api.port();
    }

    HttpResponse<String> get(String path) {
        return send("GET", path);
    }

    JsonNode json(String path) throws IOException {
        return json(get(path));
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return MAPPER.readTree(response.body());
    }

    HttpResponse<String> send(String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(TIMEOUT)
                .method(method, HttpRequest.BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Sends what no proper client would, and returns all that comes back. */
    String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout((int) TIMEOUT.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        api.close();
    }
}
