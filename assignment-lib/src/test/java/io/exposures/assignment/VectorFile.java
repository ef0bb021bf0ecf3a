package io.exposures.assignment;

import io.exposures.assignment.script.JsonLimits;
import io.exposures.assignment.script.ScriptJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file of test vectors: from the folder that the system property {@code planout.vectors} names, else from the test
 * resources.
 */
final class VectorFile {
    private static final String FOLDER = "planout.vectors";
    private static final JsonLimits LIMITS = new JsonLimits(500_000_000, 1000);

    private final String name;
    private final Map<?, ?> document;

    private VectorFile(String name, Map<?, ?> document) {
        this.name = name;
        this.document = document;
    }

    /** Reads a file; fails if it is missing, damaged, or of another format. */
    static VectorFile read(String name) throws IOException {
        Object json = ScriptJson.parse(text(name), LIMITS);
        if (!(json instanceof Map<?, ?> map)
                || !String.valueOf(map.get("format")).startsWith("planout-vectors/")) {
            throw new IOException(name + " is no file of PlanOut vectors");
        }
        return new VectorFile(name, (Map<?, ?>) Objects.requireNonNull(withFloats(map)));
    }

    private static String text(String name) throws IOException {
        String folder = System.getProperty(FOLDER);
        if (folder != null && !folder.isEmpty()) {
            return Files.readString(Path.of(folder, name));
        }
        try (InputStream in = VectorFile.class.getResourceAsStream("/planout/vectors/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Puts in the floats that JSON cannot write. */
    private static @Nullable Object withFloats(@Nullable Object json) {
        if (json instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(element -> copy.add(withFloats(element)));
            return copy;
        }
        if (json instanceof Map<?, ?> map) {
            if (map.size() == 1 && map.get("$float") instanceof String name) {
                return switch (name) {
                    case "nan" -> Double.NaN;
                    case "inf" -> Double.POSITIVE_INFINITY;
                    case "-inf" -> Double.NEGATIVE_INFINITY;
                    default -> throw new IllegalArgumentException("unknown float " + name);
                };
            }
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(key, withFloats(value)));
            return copy;
        }
        return json;
    }

    String name() {
        return name;
    }

    /** One of the file's lists; empty if it has none of that name. */
    List<?> list(String key) {
        Object list = document.get(key);
        return list == null ? List.of() : (List<?>) list;
    }
}
