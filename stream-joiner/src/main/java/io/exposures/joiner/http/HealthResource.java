package io.exposures.joiner.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers to those who run the process: alive, ready, what is wrong, metrics. */
final class HealthResource {

    /** Header of every answer while the stream stands still for good. */
    static final String DEGRADED = "Exposures-Degraded";

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Supplier<InstanceHealth> health;
    private final Telemetry telemetry;

    HealthResource(Supplier<InstanceHealth> health, Telemetry telemetry) {
        this.health = health;
        this.telemetry = telemetry;
    }

    /** Alive means: this process answers. It never depends on the broker, or a restart would be tried for its sake. */
    void live(Context ctx) {
        Json.answer(ctx, Map.of("status", "live"));
    }

    void ready(Context ctx) {
        Readiness now = health.get().readiness();
        if (now.ready()) {
            Json.answer(ctx, Map.of("status", "ready"));
        } else {
            ErrorMapping.notReady(ctx, now.detail(), RETRY);
        }
    }

    void health(Context ctx) {
        Json.answer(ctx, View.of(health.get()));
    }

    /** Says with every answer that the numbers stand still. */
    void warn(Context ctx) {
        health.get().degraded().ifPresent(why -> ctx.header(DEGRADED, why.replaceAll("[^ -~]", " ")));
    }

    void metrics(Context ctx) {
        String accept = ctx.header("Accept");
        Telemetry.Page page = telemetry.scrape(accept == null ? "" : accept);
        ctx.contentType(page.contentType()).result(page.body());
    }

    /** The JSON of an instance's health. */
    record View(
            String status,
            String detail,
            String stream,
            @Nullable String degraded,
            String address,
            List<Partition> partitions) {

        static View of(InstanceHealth health) {
            return new View(
                    health.readiness().ready() ? "ready" : "not_ready",
                    health.readiness().detail(),
                    health.stream(),
                    health.degraded().orElse(null),
                    health.address(),
                    health.held().stream().map(Partition::of).toList());
        }
    }

    /** One partition whose state is here. */
    record Partition(int partition, String role, long lag) {

        static Partition of(InstanceHealth.Held held) {
            return new Partition(held.partition(), held.role(), held.lag());
        }
    }
}
