package io.exposures.joiner.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** Answers to those who run the process: alive, ready, metrics. */
final class HealthResource {

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Supplier<Readiness> readiness;
    private final Telemetry telemetry;

    HealthResource(Supplier<Readiness> readiness, Telemetry telemetry) {
        this.readiness = readiness;
        this.telemetry = telemetry;
    }

    /** Alive means: this process answers. It never depends on the broker, or a restart would be tried for its sake. */
    void live(Context ctx) {
        Json.answer(ctx, Map.of("status", "live"));
    }

    void ready(Context ctx) {
        Readiness now = readiness.get();
        if (now.ready()) {
            Json.answer(ctx, Map.of("status", "ready"));
        } else {
            ErrorMapping.notReady(ctx, now.detail(), RETRY);
        }
    }

    void metrics(Context ctx) {
        String accept = ctx.header("Accept");
        Telemetry.Page page = telemetry.scrape(accept == null ? "" : accept);
        ctx.contentType(page.contentType()).result(page.body());
    }
}
