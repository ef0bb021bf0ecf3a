package io.exposures.joiner.definitions.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.exposures.joiner.json.CanonicalJson;
import io.exposures.records.Json;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Parameters of an arm, made into the same canonical JSON as an exposure's parameters. */
final class ParamValues {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_DIGITS = 400;

    private final Problems problems;

    ParamValues(Problems problems) {
        this.problems = problems;
    }

    /** The canonical JSON of a mapping from parameters to values. */
    String arm(Fields params) {
        Map<String, @Nullable Object> values = new TreeMap<>();
        params.names().forEach(name -> {
            if (!Scalars.isWellFormed(name)) {
                params.refuse(name, "expected a name that can be written as UTF-8");
            } else {
                values.put(name, asRecorded(value(params.place(name), params.path(name))));
            }
        });
        return CanonicalJson.object(values);
    }

    /** Lists, maps and integers beyond 64 bits travel as JSON text. */
    private static @Nullable Object asRecorded(@Nullable Object value) {
        if (value instanceof List || value instanceof Map || value instanceof BigInteger) {
            try {
                return new Json(JSON.writeValueAsString(value));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException("writing JSON to memory", e);
            }
        }
        return value;
    }

    private @Nullable Object value(Node node, String path) {
        if (node instanceof SequenceNode list && list.getTag().equals(Tag.SEQ)) {
            List<@Nullable Object> values = new ArrayList<>();
            for (Node element : list.getValue()) {
                values.add(value(element, path + "[" + values.size() + "]"));
            }
            return values;
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar, path);
        }
        Fields fields = Fields.any(node, path, problems);
        Map<String, @Nullable Object> values = new TreeMap<>();
        fields.names().forEach(name -> values.put(name, value(fields.place(name), fields.path(name))));
        return values;
    }

    private @Nullable Object scalar(ScalarNode scalar, String path) {
        if (scalar.getTag().equals(Tag.NULL)) {
            return null;
        }
        Optional<?> value = read(scalar);
        if (value.isEmpty()) {
            String expected =
                    "expected a value of JSON (a text, a number, true, false, null, a list or a mapping), got ";
            problems.add(scalar, path, expected + Found.at(scalar));
        }
        return value.orElse(null);
    }

    private static Optional<?> read(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.getTag().equals(Tag.BOOL)) {
            return Scalars.flag(text);
        }
        if (scalar.getTag().equals(Tag.INT)) {
            return integer(text);
        }
        if (scalar.getTag().equals(Tag.FLOAT)) {
            return Scalars.number(scalar);
        }
        return Scalars.isText(scalar) && Scalars.isWellFormed(text) ? Optional.of(text) : Optional.empty();
    }

    private static Optional<?> integer(String text) {
        if (!text.matches("-?[0-9]{1," + MOST_DIGITS + "}")) {
            return Optional.empty();
        }
        BigInteger value = new BigInteger(text);
        return value.bitLength() < Long.SIZE ? Optional.of(value.longValueExact()) : Optional.of(value);
    }
}
