package io.exposures.joiner.topology;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.apache.kafka.common.utils.ByteUtils;

/** Writes the binary form of state: varints, and byte strings with their length in front. */
final class StateWriter {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private final DataOutputStream out = new DataOutputStream(bytes);

    StateWriter number(long value) {
        try {
            ByteUtils.writeVarlong(value, out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return this;
    }

    StateWriter real(double value) {
        try {
            out.writeDouble(value);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return this;
    }

    StateWriter bytes(byte[] value) {
        number(value.length);
        bytes.writeBytes(value);
        return this;
    }

    StateWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    StateWriter whole(BigInteger value) {
        return bytes(value.toByteArray());
    }

    StateWriter texts(Collection<String> values) {
        number(values.size());
        values.forEach(this::text);
        return this;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
