package io.exposures.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exposures.records.Outcome;
import io.exposures.testing.ExampleEvents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class UseLatestVersionTest {

    private static final Schema OWN = PlainSchema.of(Outcome.getClassSchema());

    private InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private Map<String, Object> settings = Map.of();

    @BeforeEach
    void useOneRegistryATest(TestInfo test) {
        registry = InMemorySchemaRegistry.named(test.getDisplayName());
        settings = Serdes.with(
                Serdes.with(Serdes.settings("mock://" + test.getDisplayName()), SerdeConfig.USE_LATEST, "true"),
                SerdeConfig.AUTO_REGISTER,
                "false");
    }

    @Test
    void theNewestSchemaIsWrittenAndReadBack() {
        registry.register("outcomes-value", OWN);
        Schema newest = withChangedFields();
        int id = registry.register("outcomes-value", newest);

        byte[] bytes = Serdes.bytes(settings, "outcomes", ExampleEvents.annBought());

        assertThat(bytes).startsWith(WireFormat.header(id));
        GenericRecord value = (GenericRecord) RandomRecords.value(newest, newest, body(bytes));
        assertThat(value.get("event_id")).hasToString("order-4711");
        assertThat(value.get("channel")).hasToString("web");
        assertThat(Serdes.deserializer(Outcome.class, settings).deserialize("outcomes", bytes))
                .isEqualTo(ExampleEvents.annBought());
    }

    @Test
    void theOwnSchemaIsWrittenAsItIsWhenItIsTheNewest() {
        int id = registry.register("outcomes-value", OWN);

        byte[] bytes = Serdes.bytes(settings, "outcomes", ExampleEvents.annBought());

        assertThat(bytes).startsWith(WireFormat.header(id)).endsWith(RandomRecords.binary(ExampleEvents.annBought()));
    }

    @Test
    void aNewestSchemaThatNeedsMoreThanTheRecordHasIsRefused() {
        List<Schema.Field> fields = copies();
        fields.add(new Schema.Field("required", Schema.create(Schema.Type.LONG)));
        registry.register("outcomes-value", outcome(fields));

        assertThatThrownBy(() -> Serdes.serializer(settings).serialize("outcomes", ExampleEvents.annBought()))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("required");
    }

    @Test
    void aSubjectWithoutSchemasIsRefused() {
        assertThatThrownBy(() -> Serdes.serializer(settings).serialize("outcomes", ExampleEvents.annBought()))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("outcomes-value");
    }

    /** The outcome with its fields in the opposite order and one more of them. */
    private static Schema withChangedFields() {
        List<Schema.Field> fields = copies();
        Collections.reverse(fields);
        fields.add(new Schema.Field("channel", Schema.create(Schema.Type.STRING), "Added.", "web"));
        return outcome(fields);
    }

    private static List<Schema.Field> copies() {
        List<Schema.Field> fields = new ArrayList<>();
        OWN.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        return fields;
    }

    private static Schema outcome(List<Schema.Field> fields) {
        return Schema.createRecord(OWN.getName(), OWN.getDoc(), OWN.getNamespace(), false, fields);
    }

    private static byte[] body(byte[] bytes) {
        return Arrays.copyOfRange(bytes, WireFormat.HEADER_LENGTH, bytes.length);
    }
}
