package io.exposures.joiner.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Writes path and query of a request; every text can be in a query, so no path has to carry a name. */
final class Question {

    private final StringBuilder text;
    private char separator = '?';

    Question(String path) {
        text = new StringBuilder(path);
    }

    Question with(String parameter, String value) {
        text.append(separator).append(parameter).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        separator = '&';
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
