package io.exposures.benchmarks.joiner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from the joiner's metrics how often its state stores were asked. */
final class StoreOperations {

    private static final Pattern COUNT = Pattern.compile(
            "(?m)^exposures_joiner_store_operations_total\\{kind=\"(\\w+)\",store=\"([\\w-]+)\"\\} (\\S+)");

    private StoreOperations() {}

    /** Operations so far, by store and kind, of a joiner that listens there. */
    static SortedMap<String, Double> of(URI joiner) {
        HttpRequest request = HttpRequest.newBuilder(joiner.resolve("/metrics"))
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            return parse(HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Of a page of metrics. */
    static SortedMap<String, Double> parse(String page) {
        SortedMap<String, Double> counts = new TreeMap<>();
        Matcher count = COUNT.matcher(page);
        while (count.find()) {
            counts.put(count.group(2) + " " + count.group(1), Double.valueOf(count.group(3)));
        }
        return counts;
    }
}
