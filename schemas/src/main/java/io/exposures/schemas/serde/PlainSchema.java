package io.exposures.schemas.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.avro.Schema;

/**
 * A schema as it is written in its .avsc file, without what the Java code generator added.
 *
 * <p>Generated classes carry {@code "avro.java.string": "String"} on each string. To a registry that is another schema
 * than the plain one, with another id: every writer must register the same text.
 */
final class PlainSchema {

    private static final String JAVA_STRING = "avro.java.string";
    private static final ObjectMapper JSON = new ObjectMapper();

    private PlainSchema() {}

    static Schema of(Schema schema) {
        try {
            return new Schema.Parser()
                    .parse(strip(JSON.readTree(schema.toString())).toString());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not the JSON form of a schema: " + schema, e);
        }
    }

    private static JsonNode strip(JsonNode node) {
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, strip(array.get(i)));
            }
        } else if (node instanceof ObjectNode object) {
            return stripObject(object);
        }
        return node;
    }

    private static JsonNode stripObject(ObjectNode object) {
        boolean hadJavaString = object.remove(JAVA_STRING) != null;
        for (String part : List.of("type", "fields", "items", "values")) {
            if (object.has(part)) {
                object.set(part, strip(object.get(part)));
            }
        }
        boolean bare = object.size() == 1 && object.path("type").isTextual();
        return hadJavaString && bare ? object.get("type") : object;
    }
}
