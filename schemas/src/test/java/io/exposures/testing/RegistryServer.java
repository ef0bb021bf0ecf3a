package io.exposures.testing;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.exposures.schemas.serde.InMemorySchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A schema registry that speaks Confluent's REST API over an {@link InMemorySchemaRegistry}, on 127.0.0.1, with faults
 * to inject. Safe for several threads.
 */
public final class RegistryServer implements AutoCloseable {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final RegistryHandler handler = new RegistryHandler(new RegistryRoutes(registry));
    private final ExecutorService executor = Executors.newCachedThreadPool(RegistryServer::daemon);
    private final @Nullable SSLContext tls;
    private final int port;
    private @Nullable HttpServer listener;

    private RegistryServer(int port, @Nullable SSLContext tls) {
        HttpServer first = listen(port, tls, handler, executor);
        this.tls = tls;
        this.listener = first;
        this.port = first.getAddress().getPort();
    }

    /** Starts an empty registry on a free port. */
    public static RegistryServer start() {
        return start(0);
    }

    /** Starts an empty registry on a port; 0 means a free one. */
    public static RegistryServer start(int port) {
        return new RegistryServer(port, null);
    }

    /** Starts an empty registry on a free port, with TLS. */
    public static RegistryServer start(SSLContext tls) {
        return new RegistryServer(0, tls);
    }

    /** The address for {@code schema.registry.url}. */
    public String url() {
        return (tls == null ? "http" : "https") + "://127.0.0.1:" + port;
    }

    /** What the server serves. */
    public InMemorySchemaRegistry registry() {
        return registry;
    }

    /** How many requests have come in, answered or not. */
    public int requests() {
        return handler.requests();
    }

    /** From now on answers 401 to requests without these credentials. */
    public void requireCredentials(String user, String password) {
        handler.requireCredentials(user + ":" + password);
    }

    /** From now on suffers from a fault, instead of the one before. */
    public synchronized void inject(RegistryFault fault) {
        handler.inject(fault);
        if (fault == RegistryFault.DOWN) {
            stopListening();
        } else if (listener == null) {
            listener = listen(port, tls, handler, executor);
        }
    }

    /** Works again. */
    public void heal() {
        inject(RegistryFault.NONE);
    }

    @Override
    public void close() {
        inject(RegistryFault.DOWN);
        executor.shutdownNow();
    }

    private void stopListening() {
        if (listener != null) {
            listener.stop(0);
            listener = null;
        }
    }

    private static HttpServer listen(
            int port, @Nullable SSLContext tls, RegistryHandler handler, ExecutorService executor) {
        try {
            HttpServer server = create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), tls);
            server.createContext("/", handler);
            server.setExecutor(executor);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, e);
        }
    }

    private static HttpServer create(InetSocketAddress address, @Nullable SSLContext tls) throws IOException {
        if (tls == null) {
            return HttpServer.create(address, 0);
        }
        HttpsServer server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "registry-server");
        thread.setDaemon(true);
        return thread;
    }
}
