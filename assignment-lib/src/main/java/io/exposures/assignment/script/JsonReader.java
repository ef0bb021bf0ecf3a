package io.exposures.assignment.script;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds PlanOut values from a stream of JSON tokens. */
final class JsonReader {

    /** The most digits of an integer that CPython converts, too. */
    private static final int MAX_NUMBER_LENGTH = 4300;

    private static final int SURE_LONG_LENGTH = 18;

    private final JsonParser parser;

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    static @Nullable Object read(String text, JsonLimits limits) {
        if (text.length() > limits.maxLength()) {
            throw new JsonException(text.length() + " characters of JSON, at most " + limits.maxLength() + " allowed");
        }
        try (JsonParser parser = factory(limits).createParser(text)) {
            return new JsonReader(parser).document();
        } catch (JsonProcessingException e) {
            throw located(e.getLocation(), e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonFactory factory(JsonLimits limits) {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxDocumentLength(limits.maxLength())
                .maxNestingDepth(limits.maxDepth())
                .maxStringLength(limits.maxLength())
                .maxNameLength(limits.maxLength())
                .maxNumberLength(MAX_NUMBER_LENGTH)
                .build();
        // Without a table of keys nobody can fill it with keys that collide.
        return JsonFactory.builder()
                .streamReadConstraints(constraints)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .build();
    }

    private @Nullable Object document() throws IOException {
        Object value = value(parser.nextToken());
        if (parser.nextToken() != null) {
            throw located(parser.currentTokenLocation(), "expected the end of the text after the value");
        }
        return value;
    }

    private @Nullable Object value(@Nullable JsonToken token) throws IOException {
        if (token == null) {
            throw located(parser.currentLocation(), "expected a JSON value, found the end of the text");
        }
        return switch (token) {
            case START_OBJECT -> map();
            case START_ARRAY -> list();
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> integer(parser.getText());
            case VALUE_NUMBER_FLOAT -> Double.valueOf(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw located(parser.currentTokenLocation(), "expected a JSON value, found " + token);
        };
    }

    private Map<String, @Nullable Object> map() throws IOException {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            entries.put(key, value(parser.nextToken()));
        }
        return entries;
    }

    private List<@Nullable Object> list() throws IOException {
        List<@Nullable Object> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(token));
        }
        return elements;
    }

    private static Object integer(String digits) {
        if (digits.length() <= SURE_LONG_LENGTH) {
            return Long.valueOf(digits);
        }
        BigInteger integer = new BigInteger(digits);
        return integer.bitLength() < Long.SIZE ? (Object) integer.longValueExact() : integer;
    }

    private static JsonException located(@Nullable JsonLocation location, String problem) {
        return location == null
                ? new JsonException(problem)
                : new JsonException(location.getLineNr(), location.getColumnNr(), problem);
    }
}
