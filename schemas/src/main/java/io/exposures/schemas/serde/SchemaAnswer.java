package io.exposures.schemas.serde;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Reads the schema in a registry's answer, together with the schemas of other subjects that it refers to. Our own
 * writers register one text that stands alone; other tools may register nested records under subjects of their own.
 */
final class SchemaAnswer {

    private static final String AVRO = "AVRO";

    private final String purpose;
    private final Transport transport;
    private final Deadline deadline;
    private final Schema.Parser parser = new Schema.Parser();
    private final Set<String> referredTo = new HashSet<>();

    SchemaAnswer(String purpose, Transport transport, Deadline deadline) {
        this.purpose = purpose;
        this.transport = transport;
        this.deadline = deadline;
    }

    Schema read(JsonNode answer) {
        String type = answer.path("schemaType").asText(AVRO);
        if (!type.equals(AVRO)) {
            throw RegistryRefusedException.noSuchSchema(
                    "cannot " + purpose + ": expected an Avro schema, the registry has one of type " + type);
        }
        for (JsonNode reference : answer.path("references")) {
            readReference(reference);
        }
        return parse(answer.path("schema").asText());
    }

    private void readReference(JsonNode reference) {
        String subject = reference.path("subject").asText();
        String path = RegistryApi.path(subject) + "/versions/"
                + reference.path("version").asInt();
        if (referredTo.add(path)) {
            read(transport.send(RegistryRequest.get(purpose, path), deadline));
        }
    }

    private Schema parse(String text) {
        try {
            return parser.parse(text);
        } catch (AvroRuntimeException e) {
            throw new RegistryUnavailableException(
                    "cannot " + purpose + ": the schema registry answered with something else than an Avro schema", e);
        }
    }
}
