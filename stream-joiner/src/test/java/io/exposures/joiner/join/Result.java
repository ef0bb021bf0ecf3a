package io.exposures.joiner.join;

import java.util.Map;
import java.util.TreeMap;

/** What a log comes to, as text by key, so that differences can be read. */
public record Result(
        Map<String, String> rows, Map<String, String> statuses, Map<String, String> sums, Map<String, Long> classes) {

    public static Result empty() {
        return new Result(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }
}
