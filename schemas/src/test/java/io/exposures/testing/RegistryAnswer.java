package io.exposures.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * An HTTP answer with JSON.
 *
 * @param status HTTP status
 * @param json body
 */
record RegistryAnswer(int status, JsonNode json) {

    static RegistryAnswer ok(JsonNode json) {
        return new RegistryAnswer(200, json);
    }

    static RegistryAnswer error(int status, int errorCode, String message) {
        return new RegistryAnswer(
                status,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("error_code", errorCode)
                        .put("message", message));
    }
}
