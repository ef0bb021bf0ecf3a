package io.exposures.schemas.serde;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** Decides in which schema, and under which id, the records of a topic are written. Safe for several threads. */
final class WriterSchemas {

    private record Source(String topic, Schema schema) {}

    private final SchemaRegistry registry;
    private final SerdeConfig config;
    private final String subjectSuffix;
    private final Map<Source, RecordWriter> writers = new ConcurrentHashMap<>();

    WriterSchemas(SchemaRegistry registry, SerdeConfig config, boolean isKey) {
        this.registry = registry;
        this.config = config;
        this.subjectSuffix = isKey ? "-key" : "-value";
    }

    /** How records of the class of {@code example} are written to a topic. Asks the registry the first time only. */
    RecordWriter writer(String topic, SpecificRecord example) {
        Source source = new Source(topic, example.getSchema());
        RecordWriter known = writers.get(source);
        if (known != null) {
            return known;
        }
        RecordWriter found = find(topic + subjectSuffix, example);
        writers.put(source, found);
        return found;
    }

    private RecordWriter find(String subject, SpecificRecord example) {
        Schema own = example.getSchema();
        Schema plain = PlainSchema.of(own);
        OwnSchemaWriter body = new OwnSchemaWriter(example);
        if (config.useLatest()) {
            RegisteredSchema latest = registry.latest(subject);
            boolean same = latest.schema().equals(plain);
            return new RecordWriter(latest.id(), same ? body : new ConvertingWriter(body, plain, latest.schema()));
        }
        int id = config.autoRegister() ? registry.register(subject, plain) : registry.idOf(subject, plain);
        return new RecordWriter(id, body);
    }
}
