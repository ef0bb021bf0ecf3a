package io.exposures.joiner.topology;

import io.exposures.joiner.join.StoredMap;
import io.exposures.records.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Maps of record values to and from their stored form. Keys are sorted, so that equal maps have equal bytes. */
final class StoredMaps {

    private static final int NULL = 0;
    private static final int FALSE = 1;
    private static final int TRUE = 2;
    private static final int LONG = 3;
    private static final int DOUBLE = 4;
    private static final int STRING = 5;
    private static final int JSON = 6;

    private StoredMaps() {}

    static StoredMap encode(Map<String, @Nullable Object> map) {
        if (map.isEmpty()) {
            return StoredMap.EMPTY;
        }
        StateWriter out = new StateWriter().number(map.size());
        new TreeMap<>(map).forEach((key, value) -> encode(out.text(key), value));
        return StoredMap.of(out.toBytes());
    }

    private static void encode(StateWriter out, @Nullable Object value) {
        if (value == null) {
            out.number(NULL);
        } else if (value instanceof Boolean flag) {
            out.number(flag ? TRUE : FALSE);
        } else if (value instanceof Long number) {
            out.number(LONG).number(number);
        } else if (value instanceof Double number) {
            out.number(DOUBLE).real(number);
        } else if (value instanceof Json json) {
            out.number(JSON).text(json.getJson());
        } else {
            out.number(STRING).text(value.toString());
        }
    }

    static Map<String, @Nullable Object> decode(StoredMap stored) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (stored.equals(StoredMap.EMPTY)) {
            return map;
        }
        StateReader in = new StateReader(stored.bytes());
        int size = in.size();
        for (int i = 0; i < size; i++) {
            map.put(in.text(), decodeValue(in));
        }
        return map;
    }

    private static @Nullable Object decodeValue(StateReader in) {
        int type = in.size();
        return switch (type) {
            case NULL -> null;
            case FALSE -> false;
            case TRUE -> true;
            case LONG -> in.number();
            case DOUBLE -> in.real();
            case STRING -> in.text();
            case JSON -> new Json(in.text());
            default -> throw new IllegalStateException("stored value: unknown type " + type);
        };
    }
}
