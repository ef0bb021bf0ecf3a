package io.exposures.joiner.http;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.query.StatsQuery;
import io.javalin.http.Context;
import io.javalin.http.sse.SseHandler;

/** Tells browsers when an experiment's numbers have changed, by server-sent events. */
final class EventsResource {

    private static final String MEDIA_TYPE = "text/event-stream";

    private final StatsQuery stats;
    private final Subscriptions subscriptions;

    EventsResource(StatsQuery stats, Subscriptions subscriptions) {
        this.stats = stats;
        this.subscriptions = subscriptions;
    }

    void eventsByPath(Context ctx) throws Exception {
        events(ctx, ctx.pathParam("name"), Parameters.of(ctx, "salt"));
    }

    void eventsByParameter(Context ctx) throws Exception {
        Parameters parameters = Parameters.of(ctx, "name", "salt");
        events(ctx, parameters.required("name"), parameters);
    }

    /** Whatever is wrong with the request is answered before the stream begins. */
    private void events(Context ctx, String name, Parameters parameters) throws Exception {
        ExperimentId id =
                Salts.chooseExperiment(name, stats, parameters.text("salt")).id();
        String accept = ctx.header("Accept");
        if (accept == null || !accept.contains(MEDIA_TYPE)) {
            throw new ProblemException(
                    Problem.ofStatus(406, "Not Acceptable", "This is a stream of events; accept " + MEDIA_TYPE + "."));
        }
        subscriptions.requireRoom();
        new SseHandler(client -> subscriptions.add(id, client)).handle(ctx);
    }
}
