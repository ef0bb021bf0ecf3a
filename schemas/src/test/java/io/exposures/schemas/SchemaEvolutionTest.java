package io.exposures.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.schemas.serde.RandomRecords;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds every released version of every schema against every other and the current one, as writer and as reader.
 *
 * <p>The file released/README.md says how a version is added.
 */
class SchemaEvolutionTest {

    private static final String RELEASE = "schemas.release";
    private static final String CURRENT = "current";
    private static final String HINT =
            "a change must let old readers and writers work; as long as version %s has not been"
                    + " released, write it anew with -D" + RELEASE + "=%s (see released/README.md)";

    /** One version of a record's schema. */
    record Version(String version, Schema schema) {

        boolean isOfSameRecordAs(Version other) {
            return schema.getName().equals(other.schema.getName());
        }
    }

    /** Two versions of one record. */
    record Pair(Version writer, Version reader) {

        @Override
        public String toString() {
            return writer.schema().getName() + ": " + reader.version() + " reads " + writer.version();
        }
    }

    @BeforeAll
    static void writeTheVersionThatIsBeingReleased() {
        String version = System.getProperty(RELEASE);
        if (version != null) {
            SchemaFiles.release(version);
        }
    }

    static Stream<Pair> pairs() {
        return versions()
                .flatMap(writer -> versions()
                        .filter(reader -> reader.isOfSameRecordAs(writer))
                        .map(reader -> new Pair(writer, reader)));
    }

    private static Stream<Version> versions() {
        Stream<Version> released =
                SchemaFiles.versions().stream().flatMap(version -> versions(version, SchemaFiles.released(version)));
        return Stream.concat(released, versions(CURRENT, SchemaFiles.current()));
    }

    private static Stream<Version> versions(String version, Map<String, Schema> schemas) {
        return schemas.values().stream().map(schema -> new Version(version, schema));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void everyVersionReadsWhatEveryOtherWrites(Pair pair) {
        var result = SchemaCompatibility.checkReaderWriterCompatibility(
                pair.reader().schema(), pair.writer().schema());

        assertThat(result.getType())
                .as(() -> result.getResult().getIncompatibilities() + "; " + hint())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void realRecordsOfEveryVersionAreReadByEveryOther(Pair pair) {
        Schema writer = pair.writer().schema();
        Schema reader = pair.reader().schema();

        for (Object value : RandomRecords.values(writer, 50)) {
            Object read = RandomRecords.value(writer, reader, RandomRecords.binary(writer, value));
            assertThat(read).extracting(RandomRecords::schemaOf).isEqualTo(reader);
        }
    }

    @Test
    void noReleasedRecordIsGone() {
        for (String version : SchemaFiles.versions()) {
            assertThat(SchemaFiles.current().keySet())
                    .as("version %s; %s", version, hint())
                    .containsAll(SchemaFiles.released(version).keySet());
        }
    }

    @Test
    void everyCurrentRecordWasReleasedOrIsWrittenForTheNextRelease() {
        Stream<String> released =
                SchemaFiles.versions().stream().flatMap(version -> SchemaFiles.released(version).keySet().stream());

        assertThat(released).as(hint()).containsAll(SchemaFiles.topLevel());
    }

    private static String hint() {
        String newest = SchemaFiles.versions().stream().reduce("", (older, newer) -> newer);
        return HINT.formatted(newest, newest);
    }
}
