package io.exposures.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompatibilityTest {

    /** Adds a required field: the new schema cannot read what the old one wrote, the other way round is fine. */
    private static final Schema SMALL =
            SchemaBuilder.record("R").fields().requiredString("a").endRecord();

    private static final Schema BIG = SchemaBuilder.record("R")
            .fields()
            .requiredString("a")
            .requiredLong("b")
            .endRecord();
    private static final Schema BETWEEN = SchemaBuilder.record("R")
            .fields()
            .requiredString("a")
            .name("b")
            .type()
            .longType()
            .longDefault(0)
            .endRecord();

    @ParameterizedTest
    @CsvSource({
        "NONE,                true,  true",
        "BACKWARD,            false, true",
        "BACKWARD_TRANSITIVE, false, true",
        "FORWARD,             true,  false",
        "FORWARD_TRANSITIVE,  true,  false",
        "FULL,                false, false",
        "FULL_TRANSITIVE,     false, false"
    })
    void aRequiredFieldMayBeAddedOrTakenAway(Compatibility level, boolean added, boolean takenAway) {
        assertThat(level.objections(BIG, List.of(SMALL)).isEmpty()).isEqualTo(added);
        assertThat(level.objections(SMALL, List.of(BIG)).isEmpty()).isEqualTo(takenAway);
    }

    @ParameterizedTest
    @CsvSource({"BACKWARD, true", "BACKWARD_TRANSITIVE, false", "FULL, true", "FULL_TRANSITIVE, false"})
    void onlyTransitiveLevelsLookFurtherBackThanTheNewestVersion(Compatibility level, boolean accepted) {
        assertThat(level.objections(BIG, List.of(SMALL, BETWEEN)).isEmpty()).isEqualTo(accepted);
    }
}
