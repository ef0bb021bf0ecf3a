package io.exposures.schemas.serde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** The requests of Confluent's REST API that the serde needs, and what their answers mean. */
final class RegistryApi {

    private static final String AVRO = "AVRO";
    private static final int NOT_FOUND = 404;

    private final Transport transport;

    RegistryApi(Transport transport) {
        this.transport = transport;
    }

    int register(String subject, Schema schema, Deadline deadline) {
        String purpose = "register schema " + schema.getFullName() + " under subject " + subject;
        RegistryRequest request = RegistryRequest.post(purpose, path(subject) + "/versions", body(schema));
        return id(purpose, transport.send(request, deadline));
    }

    int idOf(String subject, Schema schema, Deadline deadline) {
        String purpose = "find schema " + schema.getFullName() + " under subject " + subject;
        RegistryRequest request = RegistryRequest.post(purpose, path(subject), body(schema));
        return id(purpose, transport.send(request, deadline));
    }

    RegisteredSchema latest(String subject, Deadline deadline) {
        String purpose = "get the latest schema of subject " + subject;
        RegistryRequest request = RegistryRequest.get(purpose, path(subject) + "/versions/latest");
        JsonNode answer = transport.send(request, deadline);
        return new RegisteredSchema(id(purpose, answer), schema(purpose, answer));
    }

    Schema byId(int id, Deadline deadline) {
        String purpose = "get schema " + id;
        return schema(purpose, transport.send(RegistryRequest.get(purpose, "/schemas/ids/" + id), deadline));
    }

    private static String path(String subject) {
        return "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String body(Schema schema) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("schema", schema.toString())
                .toString();
    }

    private static int id(String purpose, JsonNode answer) {
        JsonNode id = answer.path("id");
        if (!id.isIntegralNumber() || !id.canConvertToInt() || id.intValue() < 0) {
            throw new RegistryUnavailableException(
                    "cannot " + purpose + ": the schema registry answered without an id");
        }
        return id.intValue();
    }

    private static Schema schema(String purpose, JsonNode answer) {
        String type = answer.path("schemaType").asText(AVRO);
        if (!type.equals(AVRO)) {
            throw new RegistryRefusedException(
                    "cannot " + purpose + ": expected an Avro schema, the registry has one of type " + type,
                    NOT_FOUND,
                    NOT_FOUND);
        }
        try {
            return new Schema.Parser().parse(answer.path("schema").asText());
        } catch (AvroRuntimeException e) {
            throw new RegistryUnavailableException(
                    "cannot " + purpose + ": the schema registry answered with something else than an Avro schema", e);
        }
    }
}
