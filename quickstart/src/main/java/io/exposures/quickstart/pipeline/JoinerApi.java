package io.exposures.quickstart.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.exposures.quickstart.oracle.ArmNumbers;
import io.exposures.quickstart.oracle.Crossovers;
import io.exposures.quickstart.oracle.ExperimentKey;
import io.exposures.quickstart.oracle.ExperimentNumbers;
import io.exposures.quickstart.oracle.Sums;
import io.exposures.quickstart.oracle.Total;
import io.exposures.quickstart.oracle.UnitNumbers;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Asks a joiner over HTTP, as anybody can. */
public final class JoinerApi {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final JsonMapper JSON = new JsonMapper();

    /** Status of an answer that cannot be given at the moment. */
    public static final int NOT_READY = 503;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI address;

    /** Asks the joiner at an address. */
    public JoinerApi(URI address) {
        this.address = address;
    }

    /**
     * Records by topic and class; classes without records are left out.
     *
     * @throws IOException if the joiner does not answer, or not with 200
     */
    public SortedMap<String, SortedMap<String, Long>> classes() throws IOException {
        JsonNode total = answer("/api/v1/ledger").path("total");
        SortedMap<String, SortedMap<String, Long>> classes = new TreeMap<>();
        for (String topic : List.of("exposures", "outcomes")) {
            SortedMap<String, Long> counts = longs(total.path(topic).path("classes"));
            counts.values().removeIf(count -> count == 0);
            classes.put(topic, counts);
        }
        return classes;
    }

    /**
     * The numbers of all experiments.
     *
     * @throws IOException if the joiner does not answer, or not with 200
     */
    public SortedMap<ExperimentKey, ExperimentNumbers> experiments(Crossovers crossovers) throws IOException {
        SortedMap<ExperimentKey, ExperimentNumbers> numbers = new TreeMap<>();
        for (ExperimentKey key : keys()) {
            numbers.put(key, experiment(key, crossovers));
        }
        return numbers;
    }

    /**
     * The experiments that there are.
     *
     * @throws IOException if the joiner does not answer, or not with 200
     */
    public List<ExperimentKey> keys() throws IOException {
        List<ExperimentKey> keys = new ArrayList<>();
        for (JsonNode item : answer("/api/v1/experiments").path("experiments")) {
            keys.add(new ExperimentKey(
                    item.path("name").asText(), item.path("salt").asText()));
        }
        return keys;
    }

    private ExperimentNumbers experiment(ExperimentKey key, Crossovers crossovers) throws IOException {
        return numbers(answer(path(key, crossovers)));
    }

    /** The path of an experiment's numbers. */
    public static String path(ExperimentKey key, Crossovers crossovers) {
        return "/api/v1/experiment?name=" + encoded(key.name()) + "&salt=" + encoded(key.salt()) + "&crossovers="
                + crossovers.text();
    }

    /** The numbers in an answer. */
    public static ExperimentNumbers numbers(JsonNode answer) {
        SortedMap<String, ArmNumbers> arms = new TreeMap<>();
        for (JsonNode arm : answer.path("arms")) {
            arms.put(arm.path("arm").asText(), arm(arm));
        }
        return new ExperimentNumbers(arms, longs(answer.path("checksums")));
    }

    private static ArmNumbers arm(JsonNode arm) {
        SortedMap<String, Sums> metrics = new TreeMap<>();
        for (JsonNode metric : arm.path("metrics")) {
            metrics.put(
                    metric.path("metric").asText(),
                    new Sums(
                            metric.path("units").asLong(),
                            metric.path("nonzero").asLong(),
                            metric.path("count").asLong(),
                            new BigDecimal(metric.path("sum").asText()),
                            new BigDecimal(metric.path("sum_of_squares").asText())));
        }
        return new ArmNumbers(arm.path("units").asLong(), arm.path("crossovers").asLong(), metrics);
    }

    /**
     * The units of a user, sorted.
     *
     * @throws IOException if the joiner does not answer, or not with 200
     */
    public List<UnitNumbers> user(String userid) throws IOException {
        List<UnitNumbers> units = new ArrayList<>();
        for (JsonNode unit : answer("/api/v1/user?userid=" + encoded(userid)).path("units")) {
            units.add(unit(unit));
        }
        Collections.sort(units);
        return units;
    }

    private static UnitNumbers unit(JsonNode unit) {
        SortedMap<String, Total> totals = new TreeMap<>();
        for (JsonNode total : unit.path("totals")) {
            totals.put(
                    total.path("metric").asText(),
                    new Total(
                            total.path("count").asLong(),
                            new BigDecimal(total.path("total").asText())));
        }
        List<String> arms = new ArrayList<>();
        unit.path("arms").forEach(arm -> arms.add(arm.asText()));
        return new UnitNumbers(
                new ExperimentKey(
                        unit.path("experiment").asText(), unit.path("salt").asText()),
                unit.path("unit").asText(),
                unit.path("arm").asText(),
                Instant.parse(unit.path("first_exposure").asText()),
                arms,
                totals);
    }

    private static SortedMap<String, Long> longs(JsonNode object) {
        SortedMap<String, Long> longs = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            longs.put(entry.getKey(), entry.getValue().asLong());
        }
        return longs;
    }

    /** The joiner is there and answers with something else than 200. */
    public static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        private final int status;

        RefusedException(int status, String message) {
            super(message);
            this.status = status;
        }

        /** The status of the answer. */
        public int status() {
            return status;
        }
    }

    /**
     * What the joiner answers.
     *
     * @param path path and query
     * @throws RefusedException if it answers, but not with 200
     * @throws IOException if it does not answer
     */
    public JsonNode answer(String path) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(TIMEOUT).build();
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new RefusedException(
                        response.statusCode(),
                        path + " answers " + response.statusCode() + ": "
                                + new String(response.body(), StandardCharsets.UTF_8));
            }
            return JSON.readTree(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking the joiner", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
