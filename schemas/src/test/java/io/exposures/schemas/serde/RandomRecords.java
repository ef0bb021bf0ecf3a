package io.exposures.schemas.serde;

import io.exposures.schemas.Topic;
import io.exposures.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;

/** Random records of every topic, seeded, and Avro's own way of writing and reading them. */
public final class RandomRecords {

    static final long SEED = 20_260_301;

    private RandomRecords() {}

    /** The record classes of all topics. */
    static List<Class<? extends SpecificRecord>> types() {
        return Topics.withPrefix("").all().stream()
                .<Class<? extends SpecificRecord>>map(Topic::valueType)
                .toList();
    }

    /** Random values of a schema, with its nested parts. */
    public static List<Object> values(Schema schema, int count) {
        return StreamSupport.stream(new RandomData(schema, count, SEED, true).spliterator(), false)
                .toList();
    }

    /** Random records of a class. */
    static <T extends SpecificRecord> List<T> records(Class<T> type, int count) {
        return records(type, count, UnaryOperator.identity());
    }

    /** Random records of a class, each changed before it is made one of that class. */
    static <T extends SpecificRecord> List<T> records(Class<T> type, int count, UnaryOperator<Object> change) {
        TrustedRecords.trust();
        SpecificData model = SpecificData.getForClass(type);
        Schema schema = model.getSchema(type);
        DatumReader<T> reader = new SpecificDatumReader<>(schema, schema, model);
        return values(schema, count).stream()
                .map(value -> read(reader, binary(new GenericDatumWriter<>(schema), change.apply(value))))
                .toList();
    }

    /** A record in Avro's JSON encoding. */
    static String json(SpecificRecord data) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            JsonEncoder encoder = EncoderFactory.get().jsonEncoder(data.getSchema(), text);
            new SpecificDatumWriter<SpecificRecord>(data.getSchema(), SpecificData.getForClass(data.getClass()))
                    .write(data, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /** The record that Avro's JSON encoding holds. */
    static <T extends SpecificRecord> T fromJson(Class<T> type, String json) {
        SpecificData model = SpecificData.getForClass(type);
        Schema schema = model.getSchema(type);
        try {
            return new SpecificDatumReader<T>(schema, schema, model)
                    .read(null, DecoderFactory.get().jsonDecoder(schema, json));
        } catch (IOException e) {
            throw new IllegalStateException("not a record in JSON: " + json, e);
        }
    }

    /** The Avro binary of a record, made by Avro alone. */
    static byte[] binary(SpecificRecord data) {
        SpecificData model = SpecificData.getForClass(data.getClass());
        return binary(new SpecificDatumWriter<>(data.getSchema(), model), data);
    }

    /** The Avro binary of a value without a class. */
    public static byte[] binary(Schema schema, Object value) {
        return binary(new GenericDatumWriter<>(schema), value);
    }

    /** The value without a class that an Avro binary holds. */
    public static Object value(Schema writer, Schema reader, byte[] binary) {
        return read(new GenericDatumReader<>(writer, reader), binary);
    }

    /** The schema of a record without a class. */
    public static Schema schemaOf(Object value) {
        return ((GenericContainer) value).getSchema();
    }

    private static <T> byte[] binary(DatumWriter<T> writer, T value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            writer.write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(DatumReader<T> reader, byte[] binary) {
        try {
            return reader.read(null, DecoderFactory.get().binaryDecoder(binary, null));
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }
}
