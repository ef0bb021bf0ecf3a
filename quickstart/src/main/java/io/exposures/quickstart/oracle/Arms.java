package io.exposures.quickstart.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.exposures.records.Exposure;
import io.exposures.records.Json;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The arm of an exposure: canonical JSON (keys sorted, no spaces) of the declared parameters, or of all. */
final class Arms {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Arms() {}

    static String of(Exposure exposure) {
        Map<String, @Nullable Object> arm = new TreeMap<>();
        exposure.getParams().forEach((name, value) -> {
            if (exposure.getDeclared().isEmpty() || exposure.getDeclared().contains(name)) {
                arm.put(name, plain(value));
            }
        });
        try {
            return JSON.writeValueAsString(arm);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (!(value instanceof Json json)) {
            return value;
        }
        try {
            return JSON.readValue(json.getJson(), Object.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("not JSON: " + json.getJson(), e);
        }
    }
}
