package io.exposures.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class InMemorySchemaRegistryTest {

    private static final Schema V1 =
            SchemaBuilder.record("R").fields().requiredString("a").endRecord();
    private static final Schema V2 = SchemaBuilder.record("R")
            .fields()
            .requiredString("a")
            .optionalString("b")
            .endRecord();
    private static final Schema OTHER =
            SchemaBuilder.record("R").fields().requiredLong("a").endRecord();

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();

    @Test
    void aSchemaHasOneIdUnderAllSubjects() {
        int id = registry.register("a", V1);

        assertThat(registry.register("b", V1)).isEqualTo(id);
        assertThat(registry.register("a", V1)).isEqualTo(id);
        assertThat(registry.versions("a")).containsExactly(id);
    }

    @Test
    void theNewestVersionIsTheLatest() {
        int first = registry.register("a", V1);
        int second = registry.register("a", V2);

        assertThat(registry.versions("a")).containsExactly(first, second);
        assertThat(registry.latest("a")).isEqualTo(new RegisteredSchema(second, V2));
        assertThat(registry.idOfVersion("a", 1)).isEqualTo(first);
    }

    @Test
    void anIncompatibleVersionIsRefused() {
        registry.register("a", V1);

        RegistryRefusedException refusal =
                catchThrowableOfType(RegistryRefusedException.class, () -> registry.register("a", OTHER));

        assertThat(refusal.status()).isEqualTo(409);
        assertThat(refusal).hasMessageContaining("R is not compatible with subject a");
        assertThat(registry.versions("a")).hasSize(1);
    }

    @Test
    void aSubjectWithoutChecksTakesAnyVersion() {
        registry.setCompatibility("a", Compatibility.NONE);
        registry.register("a", V1);

        assertThat(registry.register("a", OTHER)).isEqualTo(2);
    }

    @Test
    void aSchemaOfAnotherSubjectIsNotFound() {
        registry.register("a", V1);
        registry.register("b", V2);

        assertThatThrownBy(() -> registry.idOf("b", V1)).isInstanceOf(RegistryRefusedException.class);
        assertThatThrownBy(() -> registry.latest("c"))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessage("no subject c");
    }

    @Test
    void oneNameMeansOneRegistry() {
        InMemorySchemaRegistry.named("one").register("a", V1);

        assertThat(InMemorySchemaRegistry.named("one").subjects()).containsExactly("a");
        assertThat(InMemorySchemaRegistry.named("another").subjects()).isEmpty();
    }
}
