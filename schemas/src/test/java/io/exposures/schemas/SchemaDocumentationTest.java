package io.exposures.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaDocumentationTest {

    static Stream<Schema> records() {
        return SchemaFiles.current().values().stream();
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyRecordAndEveryFieldSaysWhatItMeans(Schema schema) {
        assertThat(schema.getDoc()).as("%s", schema.getFullName()).isNotBlank();
        List<Schema.Field> fields = schema.getType() == Schema.Type.RECORD ? schema.getFields() : List.of();
        for (Schema.Field field : fields) {
            assertThat(field.doc())
                    .as("%s.%s", schema.getFullName(), field.name())
                    .isNotBlank();
        }
    }
}
