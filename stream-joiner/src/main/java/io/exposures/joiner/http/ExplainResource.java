package io.exposures.joiner.http;

import io.exposures.joiner.query.ExplainQuery;
import io.javalin.http.Context;

/** Says why an outcome counts or does not. */
final class ExplainResource {

    private final ExplainQuery explanations;

    ExplainResource(ExplainQuery explanations) {
        this.explanations = explanations;
    }

    void explain(Context ctx) {
        Parameters parameters = Parameters.of(ctx, "userid", "event_id");
        Json.answer(
                ctx,
                ExplainView.of(explanations.explain(parameters.required("userid"), parameters.required("event_id"))));
    }
}
