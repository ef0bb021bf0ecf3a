package io.exposures.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.schemas.SchemaFiles;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlainSchemaTest {

    static Stream<Class<? extends SpecificRecord>> types() {
        return RandomRecords.types().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void theGeneratedClassGivesTheTextOfItsFile(Class<? extends SpecificRecord> type) {
        Schema written = SchemaFiles.current().get(type.getSimpleName());

        assertThat(PlainSchema.of(SpecificData.get().getSchema(type))).hasToString(String.valueOf(written));
    }

    @Test
    void onlyWhatTheGeneratorAddedGoes() {
        String schema = """
                {"type": "record", "name": "R", "doc": "avro.java.string", "fields": [
                  {"name": "text", "type": {"type": "string"%1$s}, "default": "avro.java.string"},
                  {"name": "texts", "type": {"type": "array", "items": {"type": "string"%1$s}}},
                  {"name": "map", "type": ["null", {"type": "map", "values": "long"%1$s}], "default": null},
                  {"name": "nested", "default": {"avro.java.string": "kept"}, "type": {"type": "map", "values": "string"}}
                ]}
                """;
        Schema generated = new Schema.Parser().parse(schema.formatted(", \"avro.java.string\": \"String\""));
        Schema plain = new Schema.Parser().parse(schema.formatted(""));

        assertThat(PlainSchema.of(generated).toString())
                .isEqualTo(plain.toString())
                .hasSizeLessThan(generated.toString().length());
        assertThat(PlainSchema.of(plain).toString().toLowerCase(Locale.ROOT)).contains("kept");
    }
}
