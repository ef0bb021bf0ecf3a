package io.exposures.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.exposures.schemas.serde.Compatibility;
import io.exposures.schemas.serde.InMemorySchemaRegistry;
import io.exposures.schemas.serde.RegistryRefusedException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/** The Confluent REST API over a registry in memory: one line for each route. */
final class RegistryRoutes {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private interface Handler {
        JsonNode answer(List<String> pathParts, JsonNode body);
    }

    private record Route(String method, Pattern path, Handler handler) {}

    private final InMemorySchemaRegistry registry;
    private final List<Route> routes = List.of(
            route("GET", "/", (path, body) -> JSON.objectNode()),
            route("GET", "/subjects", (path, body) -> texts(registry().subjects())),
            route("POST", "/subjects/{}", (path, body) -> lookUp(path.get(0), body)),
            route("GET", "/subjects/{}/versions", (path, body) -> versions(path.get(0))),
            route("POST", "/subjects/{}/versions", (path, body) -> register(path.get(0), body)),
            route("GET", "/subjects/{}/versions/{}", (path, body) -> version(path.get(0), path.get(1))),
            route("GET", "/schemas/ids/{}", (path, body) -> schema(number(path.get(0)))),
            route(
                    "GET",
                    "/config",
                    (path, body) -> level("compatibilityLevel", registry().defaultCompatibility())),
            route("PUT", "/config", (path, body) -> setDefaultLevel(body)),
            route(
                    "GET",
                    "/config/{}",
                    (path, body) -> level("compatibilityLevel", registry().compatibility(path.get(0)))),
            route("PUT", "/config/{}", (path, body) -> setLevel(path.get(0), body)),
            route("POST", "/compatibility/subjects/{}/versions/{}", (path, body) -> check(path.get(0), body)));

    RegistryRoutes(InMemorySchemaRegistry registry) {
        this.registry = registry;
    }

    /** The answer to a request. */
    RegistryAnswer answer(String method, String path, JsonNode body) {
        try {
            for (Route route : routes) {
                Matcher match = route.path().matcher(path);
                if (route.method().equals(method) && match.matches()) {
                    return RegistryAnswer.ok(route.handler().answer(parts(match), body));
                }
            }
            return RegistryAnswer.error(404, 404, "no such route: " + method + " " + path);
        } catch (RegistryRefusedException e) {
            return RegistryAnswer.error(e.status(), e.errorCode(), String.valueOf(e.getMessage()));
        } catch (SchemaParseException e) {
            return RegistryAnswer.error(422, 42201, "invalid schema: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            return RegistryAnswer.error(422, 42202, "invalid request: " + e.getMessage());
        }
    }

    private static Route route(String method, String path, Handler handler) {
        return new Route(method, Pattern.compile(path.replace("{}", "([^/]+)") + "/?"), handler);
    }

    private static List<String> parts(Matcher match) {
        return IntStream.rangeClosed(1, match.groupCount())
                .mapToObj(match::group)
                .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                .toList();
    }

    /** For the table above, which is made before the constructor has run. */
    private InMemorySchemaRegistry registry() {
        return registry;
    }

    private JsonNode register(String subject, JsonNode body) {
        return JSON.objectNode().put("id", registry.register(subject, schemaIn(body)));
    }

    private JsonNode lookUp(String subject, JsonNode body) {
        Schema schema = schemaIn(body);
        int id = registry.idOf(subject, schema);
        return describe(subject, registry.versions(subject).indexOf(id) + 1, id);
    }

    private JsonNode versions(String subject) {
        ArrayNode numbers = JSON.arrayNode();
        IntStream.rangeClosed(1, registry.versions(subject).size()).forEach(numbers::add);
        return numbers;
    }

    private JsonNode version(String subject, String version) {
        int number = version.equals("latest") ? registry.versions(subject).size() : number(version);
        return describe(subject, number, registry.idOfVersion(subject, number));
    }

    private ObjectNode describe(String subject, int version, int id) {
        return JSON.objectNode()
                .put("subject", subject)
                .put("version", version)
                .put("id", id)
                .put("schema", registry.byId(id).toString());
    }

    private JsonNode schema(int id) {
        return JSON.objectNode().put("schema", registry.byId(id).toString());
    }

    private JsonNode setLevel(String subject, JsonNode body) {
        Compatibility level = levelIn(body);
        registry.setCompatibility(subject, level);
        return level("compatibility", level);
    }

    private JsonNode setDefaultLevel(JsonNode body) {
        Compatibility level = levelIn(body);
        registry.setDefaultCompatibility(level);
        return level("compatibility", level);
    }

    private JsonNode check(String subject, JsonNode body) {
        List<String> objections = registry.objections(subject, schemaIn(body));
        ObjectNode answer = JSON.objectNode().put("is_compatible", objections.isEmpty());
        answer.set("messages", texts(objections));
        return answer;
    }

    private static JsonNode level(String name, Compatibility level) {
        return JSON.objectNode().put(name, level.name());
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode array = JSON.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static Schema schemaIn(JsonNode body) {
        return new Schema.Parser().parse(body.path("schema").asText());
    }

    private static Compatibility levelIn(JsonNode body) {
        return Compatibility.valueOf(body.path("compatibility").asText());
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }
}
