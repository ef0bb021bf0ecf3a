package io.exposures.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.exposures.schemas.serde.InMemorySchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A schema registry that speaks Confluent's REST API over an {@link InMemorySchemaRegistry}, on 127.0.0.1, with faults
 * to inject. Safe for several threads.
 */
public final class RegistryServer implements AutoCloseable {

    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final InMemorySchemaRegistry registry;
    private final RegistryRoutes routes;
    private final ExecutorService executor = Executors.newCachedThreadPool(RegistryServer::daemon);
    private final AtomicInteger requests = new AtomicInteger();
    private final int port;

    private volatile @Nullable String credentials;
    private RegistryFault fault = RegistryFault.NONE;
    private CountDownLatch hanging = new CountDownLatch(1);
    private @Nullable HttpServer server;

    private RegistryServer(InMemorySchemaRegistry registry, int port) {
        this.registry = registry;
        this.routes = new RegistryRoutes(registry);
        HttpServer listening = listen(port);
        this.server = listening;
        this.port = listening.getAddress().getPort();
    }

    /** Starts an empty registry on a free port. */
    public static RegistryServer start() {
        return start(0);
    }

    /** Starts an empty registry on a port; 0 means a free one. */
    public static RegistryServer start(int port) {
        return new RegistryServer(new InMemorySchemaRegistry(), port);
    }

    /** The address for {@code schema.registry.url}. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** What the server serves. */
    public InMemorySchemaRegistry registry() {
        return registry;
    }

    /** How many requests have come in, answered or not. */
    public int requests() {
        return requests.get();
    }

    /** From now on answers 401 to requests without these credentials. */
    public void requireCredentials(String user, String password) {
        credentials = user + ":" + password;
    }

    /** From now on suffers from a fault, instead of the one before. */
    public synchronized void inject(RegistryFault next) {
        if (server != null && next == RegistryFault.DOWN) {
            server.stop(0);
            server = null;
        }
        fault = next;
        hanging.countDown();
        hanging = new CountDownLatch(1);
        if (server == null && next != RegistryFault.DOWN) {
            server = listen(port);
        }
    }

    /** Works again. */
    public void heal() {
        inject(RegistryFault.NONE);
    }

    @Override
    public synchronized void close() {
        inject(RegistryFault.DOWN);
        executor.shutdownNow();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "registry-server");
        thread.setDaemon(true);
        return thread;
    }

    private HttpServer listen(int onPort) {
        try {
            HttpServer created = HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), onPort), 0);
            created.createContext("/", this::handle);
            created.setExecutor(executor);
            created.start();
            return created;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1:" + onPort, e);
        }
    }

    private synchronized RegistryFault fault() {
        return fault;
    }

    private synchronized CountDownLatch hanging() {
        return hanging;
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            switch (fault()) {
                case HANG -> awaitOtherFault();
                case HANG_IN_BODY -> hangInBody(exchange);
                case GARBAGE -> send(exchange, 200, "<html>Welcome to the hotel's network!</html>");
                case NOT_A_REGISTRY -> send(exchange, 404, "<html>Not Found</html>");
                case NONE, DOWN, ERROR_500, WRONG_ID, CONFLICT_409 -> {
                    RegistryAnswer answer = answer(exchange, body);
                    send(exchange, answer.status(), answer.json().toString());
                }
            }
        }
    }

    private RegistryAnswer answer(HttpExchange exchange, byte[] body) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getRawPath();
        if (!authorized(exchange)) {
            return RegistryAnswer.error(401, 401, "Unauthorized");
        }
        boolean registers = method.equals("POST") && path.matches("/subjects/[^/]+/versions/?");
        RegistryFault current = fault();
        if (current == RegistryFault.ERROR_500) {
            return RegistryAnswer.error(500, 50001, "Error in the backend data store");
        }
        if (registers && current == RegistryFault.CONFLICT_409) {
            return RegistryAnswer.error(409, 409, "Schema being registered is incompatible with an earlier schema");
        }
        RegistryAnswer answer = routes.answer(method, path, json(body));
        return registers && current == RegistryFault.WRONG_ID ? withNextId(answer) : answer;
    }

    private static RegistryAnswer withNextId(RegistryAnswer answer) {
        int wrong = answer.json().path("id").asInt() + 1;
        return new RegistryAnswer(answer.status(), JSON.createObjectNode().put("id", wrong));
    }

    private boolean authorized(HttpExchange exchange) {
        String required = credentials;
        if (required == null) {
            return true;
        }
        String expected = "Basic " + Base64.getEncoder().encodeToString(required.getBytes(StandardCharsets.UTF_8));
        return expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static JsonNode json(byte[] body) throws IOException {
        return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void hangInBody(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 1000);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        awaitOtherFault();
    }

    private void awaitOtherFault() {
        try {
            hanging().await();
        } catch (InterruptedException e) {
            // The server is being closed; the connection closes with the exchange.
            Thread.currentThread().interrupt();
        }
    }
}
