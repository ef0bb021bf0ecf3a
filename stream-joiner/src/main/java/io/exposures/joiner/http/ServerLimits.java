package io.exposures.joiner.http;

import io.javalin.config.JavalinConfig;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** What one client may cost the server, and which addresses it may ask for. */
final class ServerLimits {

    static final int THREADS = 32;
    private static final int IDLE_MILLIS = 30_000;
    private static final int STOP_MILLIS = 3_000;
    /** How long idle connections are kept when stopping; requests being answered have {@link #STOP_MILLIS}. */
    private static final int STOP_IDLE_MILLIS = 50;

    private static final int HEADER_BYTES = 16 * 1024;
    /** Nothing here reads a body; a small one is drained for politeness. */
    private static final int BODY_BYTES = 8 * 1024;

    /**
     * Names may hold slashes, per cent signs and dots, so encoded ones are allowed in paths. They are dangerous where
     * paths guard files or rights; here every path is a fixed route, and files have a route each.
     */
    private static final UriCompliance ANY_NAME = new UriCompliance(
            "any-name",
            EnumSet.of(
                    UriCompliance.Violation.AMBIGUOUS_PATH_SEGMENT,
                    UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                    UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
                    UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER,
                    UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS));

    private ServerLimits() {}

    static void apply(JavalinConfig config, String host, int port) {
        config.http.maxRequestSize = BODY_BYTES;
        config.jetty.threadPool = threads();
        config.jetty.modifyHttpConfiguration(ServerLimits::limit);
        config.jetty.modifyServer(ServerLimits::limit);
        config.jetty.modifyServletContextHandler(ServerLimits::decodeNames);
        config.jetty.addConnector((server, http) -> connector(server, http, host, port));
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("http");
        threads.setDaemon(true);
        return threads;
    }

    private static void limit(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setIdleTimeout(IDLE_MILLIS);
        http.setUriCompliance(ANY_NAME);
    }

    private static void limit(Server server) {
        server.setStopTimeout(STOP_MILLIS);
        server.setErrorHandler(new ServerErrors());
        server.insertHandler(new SizeLimitHandler(BODY_BYTES, -1));
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, String host, int port) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setShutdownIdleTimeout(STOP_IDLE_MILLIS);
        return connector;
    }

    private static void decodeNames(ServletContextHandler context) {
        context.getServletHandler().setDecodeAmbiguousURIs(true);
    }
}
