package io.exposures.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exposures.records.Exposure;
import io.exposures.records.Outcome;
import io.exposures.testing.ExampleEvents;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroDeserializerTest {

    private static final String TOPIC = "outcomes";
    private static final Map<String, Object> SETTINGS = Serdes.settings("mock://avro-deserializer");

    private final AvroDeserializer<Outcome> deserializer = Serdes.deserializer(Outcome.class, SETTINGS);
    private final byte[] bytes = bytes(TOPIC, ExampleEvents.annBought());

    private static byte[] bytes(String topic, SpecificRecord data) {
        return Serdes.bytes(SETTINGS, topic, data);
    }

    @Test
    void nullIsNull() {
        assertThat(deserializer.deserialize(TOPIC, null)).isNull();
        assertThat(deserializer.deserialize(TOPIC, new RecordHeaders(), (ByteBuffer) null))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRecordIsReadFromTheMiddleOfABuffer(boolean direct) {
        ByteBuffer buffer =
                direct ? ByteBuffer.allocateDirect(bytes.length + 9) : ByteBuffer.allocate(bytes.length + 9);
        buffer.position(4).put(bytes).position(4).limit(4 + bytes.length);

        Outcome read = deserializer.deserialize(TOPIC, new RecordHeaders(), buffer.slice());

        assertThat(read).isEqualTo(ExampleEvents.annBought());
    }

    @Test
    void aRecordOfAnotherNameIsRefused() {
        byte[] exposure = bytes("exposures", ExampleEvents.annExposed());

        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, exposure))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("topic " + TOPIC)
                .hasMessageContaining("expected a record io.exposures.records.Outcome")
                .hasMessageContaining("is io.exposures.records.Exposure");
    }

    @Test
    void aSchemaThatIsNoRecordIsRefused() {
        int id = InMemorySchemaRegistry.named("avro-deserializer")
                .register("text-value", SchemaBuilder.builder().stringType());
        byte[] text =
                ByteBuffer.allocate(6).put((byte) 0).putInt(id).put((byte) 0).array();

        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, text))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("is string");
    }

    @Test
    void aRecordOfTheSameNameThatCannotBeResolvedIsRefused() {
        Schema stranger = SchemaBuilder.record("io.exposures.records.Outcome")
                .fields()
                .requiredInt("event")
                .endRecord();
        int id = InMemorySchemaRegistry.named("avro-deserializer").register("stranger-value", stranger);
        byte[] record =
                ByteBuffer.allocate(6).put((byte) 0).putInt(id).put((byte) 2).array();

        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, record))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("topic " + TOPIC);
    }

    @Test
    void anUnknownIdIsRefusedByItsNumber() {
        byte[] unknown = bytes.clone();
        unknown[1] = 77;

        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, unknown))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining(String.valueOf(77 << 24 | bytes[4]));
    }

    @Test
    void noPartOfARecordPassesForTheWhole() {
        for (int length = 0; length < bytes.length; length++) {
            byte[] part = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> deserializer.deserialize(TOPIC, part))
                    .as("first %d of %d bytes", length, bytes.length)
                    .isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void bytesAfterARecordAreRefused() {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);

        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, longer))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("there are bytes after the end of the record");
    }

    @Test
    void theExpectedClassCanBeASetting() {
        AvroDeserializer<SpecificRecord> configured = new AvroDeserializer<>();
        configured.configure(Serdes.with(SETTINGS, SerdeConfig.VALUE_TYPE, Exposure.class.getName()), false);

        assertThat(configured.deserialize("exposures", bytes("exposures", ExampleEvents.annExposed())))
                .isEqualTo(ExampleEvents.annExposed());
        assertThatThrownBy(() -> configured.deserialize(TOPIC, bytes)).isInstanceOf(SerializationException.class);
    }

    @Test
    void withoutAnExpectedClassTheSchemaNamesIt() {
        AvroDeserializer<SpecificRecord> any = new AvroDeserializer<>();
        any.configure(SETTINGS, false);

        assertThat(any.deserialize(TOPIC, bytes)).isEqualTo(ExampleEvents.annBought());
    }

    @Test
    void withoutAnExpectedClassOnlyRecordsOfOursAreMade() {
        Schema foreign =
                SchemaBuilder.record("java.lang.ProcessBuilder").fields().endRecord();
        int id = InMemorySchemaRegistry.named("avro-deserializer").register("foreign-value", foreign);
        byte[] record = ByteBuffer.allocate(5).put((byte) 0).putInt(id).array();
        AvroDeserializer<SpecificRecord> any = new AvroDeserializer<>();
        any.configure(SETTINGS, false);

        assertThatThrownBy(() -> any.deserialize(TOPIC, record))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("java.lang.ProcessBuilder");
    }

    @Test
    void aDeserializerThatIsNotConfiguredSaysSo() {
        assertThatThrownBy(() -> new AvroDeserializer<>(Outcome.class).deserialize(TOPIC, bytes))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("deserializer is not configured");
    }
}
