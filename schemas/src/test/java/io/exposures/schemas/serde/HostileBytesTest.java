package io.exposures.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes made to hurt: whatever they claim, reading them is refused cheaply or gives a record. */
class HostileBytesTest {

    private static final Map<String, String> SETTINGS = Map.of(SerdeConfig.URL, "mock://hostile-bytes");

    /** Far more than reading a record of a few hundred bytes needs, far less than any length claimed below. */
    private static final long ALLOWANCE = 4 << 20;

    /** Avro's form of some long numbers: lengths of texts, counts of items, sizes of blocks. */
    private static final List<byte[]> CLAIMS = List.of(
            varint(Integer.MAX_VALUE - 9L),
            varint(Integer.MAX_VALUE),
            varint(1L << 40),
            varint(Long.MAX_VALUE),
            varint(-1),
            varint(-(1L << 30)),
            varint(Long.MIN_VALUE));

    static Stream<Class<? extends SpecificRecord>> types() {
        return RandomRecords.types().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    <T extends SpecificRecord> void aHugeLengthAnywhereIsNotBelieved(Class<T> type) {
        AvroDeserializer<T> deserializer = Serdes.deserializer(type, SETTINGS);

        int next = 0;
        for (T data : RandomRecords.records(type, 3)) {
            byte[] bytes = Serdes.bytes(SETTINGS, type.getSimpleName(), data);
            for (int offset = WireFormat.HEADER_LENGTH; offset < bytes.length; offset++) {
                readCheaply(deserializer, type, with(bytes, offset, CLAIMS.get(next++ % CLAIMS.size())));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    <T extends SpecificRecord> void damagedBytesAreReadOrRefused(Class<T> type) {
        AvroDeserializer<T> deserializer = Serdes.deserializer(type, SETTINGS);
        Random random = new Random(RandomRecords.SEED);

        for (T data : RandomRecords.records(type, 300)) {
            byte[] bytes = Serdes.bytes(SETTINGS, type.getSimpleName(), data);
            for (int flips = random.nextInt(8); flips >= 0; flips--) {
                int at = WireFormat.HEADER_LENGTH + random.nextInt(bytes.length - WireFormat.HEADER_LENGTH);
                bytes[at] = (byte) random.nextInt();
            }
            readCheaply(deserializer, type, bytes);
        }
    }

    private static <T extends SpecificRecord> void readCheaply(
            AvroDeserializer<T> deserializer, Class<T> type, byte[] bytes) {
        long before = allocated();
        try {
            deserializer.deserialize(type.getSimpleName(), bytes);
        } catch (SerializationException e) {
            assertThat(e).hasMessageContaining("cannot read a record of " + bytes.length + " bytes");
        }
        assertThat(allocated() - before).as("bytes allocated for %s", bytes).isLessThan(ALLOWANCE);
    }

    private static long allocated() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadAllocatedBytes();
    }

    private static byte[] with(byte[] bytes, int offset, byte[] claim) {
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        changed.write(bytes, 0, offset);
        changed.writeBytes(claim);
        changed.write(bytes, offset + 1, bytes.length - offset - 1);
        return changed.toByteArray();
    }

    /** Zigzag, then seven bits a byte with the low ones first. */
    private static byte[] varint(long number) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long rest = (number << 1) ^ (number >> 63);
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
        return bytes.toByteArray();
    }
}
