package io.exposures.schemas;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

/** The schema files in the source tree: the current ones, and a copy of them for each released version. */
public final class SchemaFiles {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CURRENT = Path.of("src", "main", "avro");
    private static final Path RELEASED = Path.of("src", "test", "resources", "released");

    private SchemaFiles() {}

    /** The current schemas by the name of their record; the files use each other's records. */
    public static Map<String, Schema> current() {
        SchemaParser parser = new SchemaParser();
        list(CURRENT).forEach(file -> parse(parser, file));
        return byName(parser.getParsedNamedSchemas());
    }

    /** The names of the current schema files: those of their main records. */
    static List<String> topLevel() {
        return list(CURRENT).map(SchemaFiles::recordName).toList();
    }

    /** The versions that have been released. */
    static List<String> versions() {
        return list(RELEASED)
                .filter(Files::isDirectory)
                .map(directory -> directory.getFileName().toString())
                .toList();
    }

    /** The schemas of a released version by the name of their record; each file stands alone. */
    static Map<String, Schema> released(String version) {
        return byName(list(RELEASED.resolve(version))
                .map(file -> parse(new SchemaParser(), file).mainSchema())
                .toList());
    }

    /** Writes the current schemas as those of a version, in place of what was there. */
    static void release(String version) {
        Path directory = RELEASED.resolve(version);
        try {
            Files.createDirectories(directory);
            for (Path old : list(directory).toList()) {
                Files.delete(old);
            }
            Map<String, Schema> current = current();
            for (String name : topLevel()) {
                String text = JSON.readTree(String.valueOf(current.get(name))).toPrettyString();
                Files.writeString(directory.resolve(name + ".avsc"), text + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SchemaParser.ParseResult parse(SchemaParser parser, Path file) {
        try {
            return parser.parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String recordName(Path file) {
        return file.getFileName().toString().replace(".avsc", "");
    }

    private static Map<String, Schema> byName(List<Schema> schemas) {
        Map<String, Schema> byName = new TreeMap<>();
        schemas.forEach(schema -> byName.put(schema.getName(), schema));
        return byName;
    }

    private static Stream<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
