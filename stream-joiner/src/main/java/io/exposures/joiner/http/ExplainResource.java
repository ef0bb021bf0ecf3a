package io.exposures.joiner.http;

import io.exposures.joiner.query.ExplainQuery;
import io.javalin.http.Context;

/** Says why an outcome counts or does not. */
final class ExplainResource {

    private final ExplainQuery explanations;
    private final UserRouter router;

    ExplainResource(ExplainQuery explanations, UserRouter router) {
        this.explanations = explanations;
        this.router = router;
    }

    void explain(Context ctx) {
        Parameters parameters = Parameters.of(ctx, "userid", "event_id");
        String userid = parameters.required("userid");
        String eventId = parameters.required("event_id");
        String question = new Question("/api/v1/explain")
                .with("userid", userid)
                .with("event_id", eventId)
                .toString();
        router.route(
                ctx,
                userid,
                question,
                (replica, stale) -> ExplainView.of(explanations.explain(userid, eventId, replica), stale));
    }
}
