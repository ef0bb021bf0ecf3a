package io.exposures.schemas.serde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;

/** The requests of Confluent's REST API that the serde needs, and what their answers mean. */
final class RegistryApi {

    private final Transport transport;

    RegistryApi(Transport transport) {
        this.transport = transport;
    }

    int register(String subject, Schema schema, Deadline deadline) {
        String purpose = "register schema " + schema.getFullName() + " under subject " + subject;
        return idFor(purpose, path(subject) + "/versions", schema, deadline);
    }

    int idOf(String subject, Schema schema, Deadline deadline) {
        String purpose = "find schema " + schema.getFullName() + " under subject " + subject;
        return idFor(purpose, path(subject), schema, deadline);
    }

    RegisteredSchema latest(String subject, Deadline deadline) {
        String purpose = "get the latest schema of subject " + subject;
        JsonNode answer = transport.send(RegistryRequest.get(purpose, path(subject) + "/versions/latest"), deadline);
        return new RegisteredSchema(id(purpose, answer), schema(purpose, answer, deadline));
    }

    Schema byId(int id, Deadline deadline) {
        String purpose = "get schema " + id;
        JsonNode answer = transport.send(RegistryRequest.get(purpose, "/schemas/ids/" + id), deadline);
        return schema(purpose, answer, deadline);
    }

    /** The path of a subject. */
    static String path(String subject) {
        return "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private int idFor(String purpose, String path, Schema schema, Deadline deadline) {
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("schema", schema.toString())
                .toString();
        return id(purpose, transport.send(RegistryRequest.post(purpose, path, body), deadline));
    }

    private static int id(String purpose, JsonNode answer) {
        JsonNode id = answer.path("id");
        if (!id.isIntegralNumber() || !id.canConvertToInt() || id.intValue() < 0) {
            throw new RegistryUnavailableException(
                    "cannot " + purpose + ": the schema registry answered without an id");
        }
        return id.intValue();
    }

    private Schema schema(String purpose, JsonNode answer, Deadline deadline) {
        return new SchemaAnswer(purpose, transport, deadline).read(answer);
    }
}
