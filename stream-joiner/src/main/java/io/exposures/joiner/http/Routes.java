package io.exposures.joiner.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.router.Endpoint;

/** The table of routes. All of them only read. */
final class Routes {

    private static final String NONE = "none";

    private Routes() {}

    static void addTo(
            RoutesConfig routes,
            StatsResource stats,
            DefinitionResource definitions,
            ExplainResource explanations,
            RejectedResource rejected,
            HealthResource health,
            DashboardResource dashboard,
            ResultsResource results,
            RecountResource recounts,
            EventsResource events) {
        routes.before(Routes::onlyReads);
        routes.before("/api/*", ctx -> ctx.header("Cache-Control", "no-store"));
        routes.before("/api/*", health::warn);

        get(routes, "/api/v1/experiments", stats::experiments);
        get(routes, "/api/v1/experiments/{name}", stats::experimentByPath);
        get(routes, "/api/v1/experiment", stats::experimentByParameter);
        get(routes, "/api/v1/experiments/{name}/hash", stats::hashByPath);
        get(routes, "/api/v1/experiment/hash", stats::hashByParameter);
        get(routes, "/api/v1/experiments/{name}/results", results::resultsByPath);
        get(routes, "/api/v1/experiment/results", results::resultsByParameter);
        get(routes, "/api/v1/experiments/{name}/series", results::seriesByPath);
        get(routes, "/api/v1/experiment/series", results::seriesByParameter);
        get(routes, "/api/v1/experiments/{name}/events", events::eventsByPath);
        get(routes, "/api/v1/experiment/events", events::eventsByParameter);
        get(routes, "/api/v1/experiments/{name}/check", recounts::checkByPath);
        get(routes, "/api/v1/experiment/check", recounts::checkByParameter);
        get(routes, "/api/v1/experiments/{name}/definition", definitions::definitionByPath);
        get(routes, "/api/v1/experiment/definition", definitions::definitionByParameter);
        get(routes, "/api/v1/ledger", stats::ledger);
        get(routes, "/api/v1/users/{userid}", stats::userByPath);
        get(routes, "/api/v1/user", stats::userByParameter);

        get(routes, "/api/v1/explain", explanations::explain);
        get(routes, "/api/v1/rejected", rejected::rejected);

        get(routes, "/livez", health::live);
        get(routes, "/readyz", health::ready);
        get(routes, "/health", health::health);
        get(routes, "/metrics", health::metrics);

        get(routes, "/openapi.json", dashboard::openApi);

        get(routes, "/", dashboard::page);
        get(routes, "/assets/{file}", dashboard::asset);
    }

    /** The route that answers a request, as written in the table; never the path itself, which may name a user. */
    static String routeOf(Context ctx) {
        Endpoint endpoint = ctx.endpoints().lastHttpEndpoint();
        return endpoint == null ? NONE : endpoint.path;
    }

    private static void get(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    private static void onlyReads(Context ctx) {
        String method = ctx.req().getMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            ctx.header("Allow", "GET, HEAD");
            throw new ProblemException(
                    Problem.ofStatus(405, "Method Not Allowed", "Everything here is read with GET or HEAD."));
        }
    }
}
