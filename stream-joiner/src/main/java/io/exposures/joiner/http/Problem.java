package io.exposures.joiner.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error as a machine-readable answer (RFC 9457).
 *
 * @param type identifies the kind of problem; {@code about:blank} when the status says it all
 * @param title the kind of problem, in words
 * @param status HTTP status
 * @param detail this occurrence, in words
 * @param extensions further members, by name
 */
record Problem(String type, String title, int status, String detail, Map<String, Object> extensions) {

    static final String CONTENT_TYPE = "application/problem+json";

    private static final String OURS = "urn:exposures:problem:";

    Problem {
        extensions = Map.copyOf(extensions);
    }

    static Problem ofStatus(int status, String title, String detail) {
        return new Problem("about:blank", title, status, detail, Map.of());
    }

    static Problem badParameter(String name, String detail) {
        return new Problem(OURS + "bad-parameter", "Bad parameter", 400, detail, Map.of("parameter", name));
    }

    static Problem unknownExperiment(String detail) {
        return new Problem(OURS + "unknown-experiment", "Unknown experiment", 404, detail, Map.of());
    }

    static Problem severalSalts(String detail, Object salts) {
        return new Problem(OURS + "several-salts", "Several salts", 409, detail, Map.of("salts", salts));
    }

    static Problem unknownUser(String detail) {
        return new Problem(OURS + "unknown-user", "Unknown user", 404, detail, Map.of());
    }

    static Problem notReady(String detail) {
        return new Problem(OURS + "not-ready", "Not ready", 503, detail, Map.of());
    }

    /** The answer's body. */
    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type);
        body.put("title", title);
        body.put("status", status);
        body.put("detail", detail);
        body.putAll(extensions);
        return body;
    }
}
