package io.exposures.joiner.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.exposures.records.Json;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON that depends on the value alone: keys sorted, no spaces. Arms and message keys are compared by it. */
public final class CanonicalJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private CanonicalJson() {}

    /** A map of record values as a JSON object. */
    public static String object(Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> plain = new TreeMap<>();
        values.forEach((key, value) -> plain.put(key, value instanceof Json json ? nested(json) : value));
        return write(plain);
    }

    /** A JSON array of texts and whole numbers. */
    public static String array(Object... elements) {
        StringBuilder json = new StringBuilder(128).append('[');
        for (Object element : elements) {
            if (json.length() > 1) {
                json.append(',');
            }
            if (element instanceof String text && isPlain(text)) {
                json.append('"').append(text).append('"');
            } else if (element instanceof Long || element instanceof Integer) {
                json.append(element);
            } else {
                json.append(write(element));
            }
        }
        return json.append(']').toString();
    }

    /** Whether the text is written as it is: most keys are. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /** Text that claims to be JSON and is not stays text. */
    private static Object nested(Json json) {
        try {
            JsonNode node = MAPPER.readTree(json.getJson());
            return MAPPER.treeToValue(node, Object.class);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return json.getJson();
        }
    }

    private static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("writing JSON to memory", e);
        }
    }
}
