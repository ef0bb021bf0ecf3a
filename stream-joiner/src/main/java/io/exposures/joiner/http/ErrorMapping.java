package io.exposures.joiner.http;

import io.exposures.joiner.query.NotReadyException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever ends a request early into a problem. */
final class ErrorMapping {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorMapping.class);

    private ErrorMapping() {}

    static void addTo(RoutesConfig routes) {
        routes.exception(ProblemException.class, (e, ctx) -> answer(ctx, e.problem()));
        routes.exception(NotReadyException.class, ErrorMapping::notReady);
        routes.exception(HttpResponseException.class, ErrorMapping::http);
        routes.exception(Exception.class, ErrorMapping::unexpected);
    }

    static void notReady(Context ctx, String detail, Duration retryAfter) {
        ctx.header("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
        answer(ctx, Problem.notReady(detail));
    }

    private static void notReady(NotReadyException e, Context ctx) {
        notReady(ctx, String.valueOf(e.getMessage()), e.retryAfter());
    }

    private static void http(HttpResponseException e, Context ctx) {
        if (e.getStatus() == 404) {
            answer(ctx, Problem.ofStatus(404, "Not Found", "There is nothing at this path."));
        } else {
            answer(ctx, Problem.ofStatus(e.getStatus(), "Request refused", String.valueOf(e.getMessage())));
        }
    }

    /** The client learns only that it is our fault; the reason is for the log, which names the route, not the path. */
    private static void unexpected(Exception e, Context ctx) {
        LOG.error("http: {} failed", Routes.routeOf(ctx), e);
        answer(
                ctx,
                Problem.ofStatus(500, "Internal Server Error", "The answer could not be computed; the log says why."));
    }

    static void answer(Context ctx, Problem problem) {
        ctx.status(problem.status())
                .contentType(Problem.CONTENT_TYPE)
                .header("Cache-Control", "no-store")
                .result(Json.bytes(problem.body()));
    }
}
