package io.exposures.joiner.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;

/** How answers are written: the names of views in snake case, absent values as null. */
final class Json {

    static final String CONTENT_TYPE = "application/json";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    static void answer(Context ctx, Object view) {
        ctx.contentType(CONTENT_TYPE).result(bytes(view));
    }

    static byte[] bytes(Object view) {
        try {
            return MAPPER.writeValueAsBytes(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("answer cannot be written as JSON", e);
        }
    }

    /** What another instance wrote. */
    static <T> T read(byte[] json, Class<T> view) {
        try {
            return MAPPER.readValue(json, view);
        } catch (IOException e) {
            throw new UncheckedIOException("another instance's answer cannot be read; is it of the same version?", e);
        }
    }
}
