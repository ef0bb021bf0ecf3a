package io.exposures.joiner.stats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One file of test vectors.
 *
 * @param name its name without the ending
 * @param cases its cases, at least one
 */
record VectorFile(String name, List<JsonNode> cases) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOLDER_PROPERTY = "stats.vectors";

    /** Returns the folder named by the system property, or the copy among the test resources. */
    static Path folder() {
        String property = System.getProperty(FOLDER_PROPERTY);
        if (property != null) {
            return Path.of(property).toAbsolutePath();
        }
        try {
            return Path.of(Objects.requireNonNull(VectorFile.class.getResource("/stats/vectors"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the names of all vector files in the folder. */
    static List<String> names() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".json"))
                    .map(file -> file.substring(0, file.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder(), e);
        }
    }

    /** Reads a file; an unreadable one, one without cases or one that names a case twice is an error. */
    static VectorFile read(String name) {
        Path file = folder().resolve(name + ".json");
        List<JsonNode> cases = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        try {
            for (JsonNode vector : JSON.readTree(file.toFile()).path("cases")) {
                if (!ids.add(vector.path("id").asText()) || !vector.has("in") || !vector.has("out")) {
                    throw new IllegalArgumentException("case without own id, in or out in " + file + ": " + vector);
                }
                cases.add(vector);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("no cases in " + file);
        }
        return new VectorFile(name, cases);
    }
}
