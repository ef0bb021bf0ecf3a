package io.exposures.joiner.http;

import io.exposures.joiner.query.DefinitionQuery;
import io.exposures.joiner.query.DefinitionStatus;
import io.javalin.http.Context;

/** Answers about the definitions of experiments. */
final class DefinitionResource {

    private final DefinitionQuery definitions;

    DefinitionResource(DefinitionQuery definitions) {
        this.definitions = definitions;
    }

    void definitionByPath(Context ctx) {
        definition(ctx, ctx.pathParam("name"), Parameters.of(ctx, "salt"));
    }

    void definitionByParameter(Context ctx) {
        Parameters parameters = Parameters.of(ctx, "name", "salt");
        definition(ctx, parameters.required("name"), parameters);
    }

    private void definition(Context ctx, String name, Parameters parameters) {
        String unknown = "There is neither a definition nor an exposure of an experiment named " + name + ".";
        DefinitionStatus status = Salts.choose(
                name, definitions.definitions(name), DefinitionStatus::id, parameters.text("salt"), unknown);
        Json.answer(ctx, DefinitionView.of(status));
    }
}
