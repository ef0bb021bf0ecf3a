package io.exposures.schemas.serde;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Resolves what writers wrote to what a reader expects, per schema id. Safe for several threads.
 *
 * @param <T> the record class
 */
final class ReaderSchemas<T extends SpecificRecord> {

    private final SchemaRegistry registry;
    private final @Nullable Class<T> expected;
    private final Map<Integer, DatumReader<T>> readers = new ConcurrentHashMap<>();

    /**
     * Creates the readers.
     *
     * @param expected the class to read; null means the class that the writer's schema names
     */
    ReaderSchemas(SchemaRegistry registry, @Nullable Class<T> expected) {
        this.registry = registry;
        this.expected = expected;
    }

    /**
     * Reads records that were written with the schema of an id. Asks the registry the first time only.
     *
     * @throws SerializationException if records of that schema are not those expected
     */
    DatumReader<T> reader(int id) {
        DatumReader<T> known = readers.get(id);
        if (known != null) {
            return known;
        }
        DatumReader<T> made = resolve(id, registry.byId(id));
        readers.put(id, made);
        return made;
    }

    private DatumReader<T> resolve(int id, Schema writer) {
        Class<T> type = expected == null ? namedBy(writer) : expected;
        SpecificData model = SpecificData.getForClass(type);
        Schema reader = model.getSchema(type);
        if (!writer.getFullName().equals(reader.getFullName())) {
            throw new SerializationException(
                    "expected a record " + reader.getFullName() + ", but schema " + id + " is " + writer.getFullName());
        }
        return new SpecificDatumReader<>(writer, reader, model);
    }

    @SuppressWarnings("unchecked") // T is SpecificRecord itself when no class is expected.
    private static <T extends SpecificRecord> Class<T> namedBy(Schema writer) {
        Class<?> named = trustedClass(writer);
        if (named == null || !SpecificRecord.class.isAssignableFrom(named)) {
            throw new SerializationException("no record class for schema " + writer.getFullName());
        }
        return (Class<T>) named;
    }

    private static @Nullable Class<?> trustedClass(Schema writer) {
        try {
            return SpecificData.get().getClass(writer);
        } catch (SecurityException e) {
            throw new SerializationException("no trusted record class for schema " + writer.getFullName(), e);
        }
    }
}
