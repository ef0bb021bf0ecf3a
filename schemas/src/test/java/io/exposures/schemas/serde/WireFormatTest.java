package io.exposures.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class WireFormatTest {

    @Test
    void theHeaderIsAZeroByteAndTheIdWithItsHighByteFirst() {
        assertThat(WireFormat.header(0x01020304)).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void theIdIsReadWhereTheRecordStarts() {
        assertThat(WireFormat.schemaId(new byte[] {9, 9, 0, 1, 2, 3, 4, 77}, 2, 6))
                .isEqualTo(0x01020304);
    }

    @Test
    void bytesWithoutAWholeHeaderAreRefused() {
        assertThatThrownBy(() -> WireFormat.schemaId(new byte[] {0, 0, 0, 1}, 0, 4))
                .isInstanceOf(SerializationException.class)
                .hasMessage("expected a header of 5 bytes, got 4 bytes");
    }

    @Test
    void anotherFirstByteIsRefused() {
        assertThatThrownBy(() -> WireFormat.schemaId(new byte[] {'{', 0, 0, 0, 1}, 0, 5))
                .isInstanceOf(SerializationException.class)
                .hasMessage("expected a record that starts with byte 0, got byte 123");
    }

    @Test
    void aNegativeIdIsRefused() {
        assertThatThrownBy(() -> WireFormat.schemaId(new byte[] {0, -1, -1, -1, -1}, 0, 5))
                .isInstanceOf(SerializationException.class)
                .hasMessage("expected a schema id of 0 or more, got -1");
    }
}
