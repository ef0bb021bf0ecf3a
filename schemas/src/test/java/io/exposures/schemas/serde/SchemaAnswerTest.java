package io.exposures.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class SchemaAnswerTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeTicker ticker = new FakeTicker();
    private final Map<String, JsonNode> registry = new HashMap<>();

    private Schema read(JsonNode answer) {
        Transport transport = (request, deadline) -> {
            JsonNode referred = registry.get(request.path());
            if (referred == null) {
                throw new RegistryRefusedException("not found: " + request.path(), 404, 40401);
            }
            return referred;
        };
        return new SchemaAnswer("get schema 7", transport, Deadline.in(Duration.ofSeconds(1), ticker)).read(answer);
    }

    private static JsonNode answer(String schema, String references) {
        try {
            return JSON.createObjectNode().put("schema", schema).set("references", JSON.readTree(references));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(references, e);
        }
    }

    @Test
    void aSchemaIsPutTogetherFromThoseItRefersTo() {
        String toC = "[{'name': 'n.C', 'subject': 'c s', 'version': 3}]".replace('\'', '"');
        String toBAndC =
                "[{'name': 'n.B', 'subject': 'b', 'version': 1}, {'name': 'n.C', 'subject': 'c s', 'version': 3}]"
                        .replace('\'', '"');
        registry.put("/subjects/b/versions/1", answer(record("B", "C"), toC));
        registry.put("/subjects/c%20s/versions/3", answer(record("C", "int"), "[]"));

        Schema schema = read(answer(record("A", "B"), toBAndC));

        assertThat(schema.getField("f")
                        .schema()
                        .getField("f")
                        .schema()
                        .getField("f")
                        .schema()
                        .getType())
                .isEqualTo(Schema.Type.INT);
    }

    @Test
    void schemasThatReferToEachOtherInACircleAreNoUsableAnswer() {
        String toB = "[{'name': 'n.B', 'subject': 'b', 'version': 1}]".replace('\'', '"');
        registry.put("/subjects/b/versions/1", answer(record("B", "B2"), toB));

        assertThatThrownBy(() -> read(answer(record("A", "B"), toB))).isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void textThatIsNoSchemaIsNoUsableAnswer() {
        assertThatThrownBy(() -> read(answer("{\"type\": \"rekord\"}", "[]")))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessage(
                        "cannot get schema 7: the schema registry answered with something else than an Avro schema");
    }

    @Test
    void anAnswerWithoutASchemaIsNoUsableAnswer() {
        assertThatThrownBy(() -> read(JSON.createObjectNode())).isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void aSchemaOfAnotherKindIsRefused() {
        JsonNode protobuf =
                JSON.createObjectNode().put("schemaType", "PROTOBUF").put("schema", "syntax = \"proto3\";");

        assertThatThrownBy(() -> read(protobuf))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessage("cannot get schema 7: expected an Avro schema, the registry has one of type PROTOBUF");
    }

    private static String record(String name, String fieldType) {
        return "{'type': 'record', 'name': '%s', 'namespace': 'n', 'fields': [{'name': 'f', 'type': '%s'}]}"
                .formatted(name, fieldType)
                .replace('\'', '"');
    }
}
