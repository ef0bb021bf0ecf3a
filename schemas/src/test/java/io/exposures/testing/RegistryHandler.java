package io.exposures.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Answers the requests to a {@link RegistryServer}, as its fault demands. */
final class RegistryHandler implements HttpHandler {

    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A fault and what its hanging requests wait for: the fault that follows. */
    private record Condition(RegistryFault fault, CountDownLatch end) {}

    private final RegistryRoutes routes;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Condition condition = new Condition(RegistryFault.NONE, new CountDownLatch(1));
    private volatile @Nullable String authorization;

    RegistryHandler(RegistryRoutes routes) {
        this.routes = routes;
    }

    int requests() {
        return requests.get();
    }

    void requireCredentials(String userInfo) {
        authorization = "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    synchronized void inject(RegistryFault fault) {
        Condition before = condition;
        condition = new Condition(fault, new CountDownLatch(1));
        before.end().countDown();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        Condition current = condition;
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            switch (current.fault()) {
                case HANG -> await(current);
                case HANG_IN_BODY -> hangInBody(exchange, current);
                case GARBAGE -> send(exchange, 200, "<html>Welcome to the hotel's network!</html>");
                case NOT_A_REGISTRY -> send(exchange, 404, "<html>Not Found</html>");
                case ERROR_500 -> send(exchange, RegistryAnswer.error(500, 50001, "Error in the backend data store"));
                case NONE, DOWN, WRONG_ID, CONFLICT_409 -> send(exchange, answer(exchange, body, current.fault()));
            }
        }
    }

    private RegistryAnswer answer(HttpExchange exchange, byte[] body, RegistryFault fault) throws IOException {
        String required = authorization;
        if (required != null && !required.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return RegistryAnswer.error(401, 401, "Unauthorized");
        }
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getRawPath();
        boolean registers = method.equals("POST") && path.matches("/subjects/[^/]+/versions/?");
        if (registers && fault == RegistryFault.CONFLICT_409) {
            return RegistryAnswer.error(409, 409, "Schema being registered is incompatible with an earlier schema");
        }
        RegistryAnswer answer = routes.answer(method, path, json(body));
        return registers && fault == RegistryFault.WRONG_ID ? withNextId(answer) : answer;
    }

    private static RegistryAnswer withNextId(RegistryAnswer answer) {
        int wrong = answer.json().path("id").asInt() + 1;
        return new RegistryAnswer(answer.status(), JSON.createObjectNode().put("id", wrong));
    }

    private static JsonNode json(byte[] body) throws IOException {
        return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
    }

    private static void send(HttpExchange exchange, RegistryAnswer answer) throws IOException {
        send(exchange, answer.status(), answer.json().toString());
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void hangInBody(HttpExchange exchange, Condition current) throws IOException {
        exchange.sendResponseHeaders(200, 1000);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        await(current);
    }

    private static void await(Condition current) {
        try {
            current.end().await();
        } catch (InterruptedException e) {
            // The server is being closed; the connection closes with the exchange.
            Thread.currentThread().interrupt();
        }
    }
}
