package io.exposures.joiner.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The HTTP side of an instance: queries, health, metrics and the dashboard. It only reads, and holds no state.
 */
public final class HttpApi implements AutoCloseable {

    private static final int NANOS_PER_MILLI = 1_000_000;

    private final Javalin server;
    private final String address;
    private final Subscriptions subscriptions;

    /**
     * A server that is not started yet.
     *
     * @param queries answers the queries
     * @param health says how this instance is
     * @param telemetry counts requests and hands out metrics
     * @param settings where to listen
     */
    public HttpApi(Queries queries, Supplier<InstanceHealth> health, Telemetry telemetry, HttpSettings settings) {
        this.address = settings.address();
        PeerClient peers = new PeerClient(settings.peerTimeout(), telemetry);
        UserRouter router = new UserRouter(queries.placements(), peers, settings.peerTimeout());
        this.subscriptions = new Subscriptions(queries.stats());
        StatsResource statsResource = new StatsResource(queries.stats(), router);
        DefinitionResource definitionResource = new DefinitionResource(queries.definitions());
        ExplainResource explainResource = new ExplainResource(queries.explanations(), router);
        RejectedResource rejected = new RejectedResource(queries.rejected());
        HealthResource healthResource = new HealthResource(health, telemetry);
        PeerRecounts recounts = new PeerRecounts(queries.placements(), peers);
        DashboardResource dashboard = new DashboardResource();
        this.server = Javalin.create(config -> {
            configure(config, settings.host(), settings.port());
            config.requestLogger.http((ctx, millis) ->
                    telemetry.served(ctx.req().getMethod(), Routes.routeOf(ctx), ctx.statusCode(), duration(millis)));
            Routes.addTo(
                    config.routes,
                    statsResource,
                    definitionResource,
                    explainResource,
                    rejected,
                    healthResource,
                    dashboard,
                    new ResultsResource(queries.stats()),
                    new RecountResource(queries.stats(), queries.recounts(), recounts),
                    new EventsResource(queries.stats(), subscriptions));
            ErrorMapping.addTo(config.routes);
        });
    }

    /**
     * Starts to answer.
     *
     * @throws IllegalStateException if the address is in use or may not be bound to
     */
    public void start() {
        try {
            server.start();
            subscriptions.start();
        } catch (JavalinException e) {
            throw new IllegalStateException("cannot listen on " + address + ": " + e.getMessage(), e);
        }
    }

    /** The port that is bound. */
    public int port() {
        return server.port();
    }

    /** Stops to answer; requests being answered get a moment to end. */
    @Override
    public void close() {
        subscriptions.close();
        server.stop();
    }

    private static void configure(JavalinConfig config, String host, int port) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.router.treatMultipleSlashesAsSingleSlash = false;
        ServerLimits.apply(config, host, port);
        config.routes.before(HttpApi::secure);
    }

    private static void secure(Context ctx) {
        SecurityHeaders.ALL.forEach(ctx::header);
    }

    private static Duration duration(float millis) {
        return Duration.ofNanos((long) (millis * NANOS_PER_MILLI));
    }
}
