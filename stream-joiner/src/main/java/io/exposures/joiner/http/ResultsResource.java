package io.exposures.joiner.http;

import io.exposures.joiner.query.ExperimentStats;
import io.exposures.joiner.query.SliceFilter;
import io.exposures.joiner.query.StatsQuery;
import io.exposures.joiner.results.ExperimentResults;
import io.exposures.joiner.results.ResultsAnswer;
import io.exposures.joiner.results.ResultsRequest;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;

/** Answers what experiments come to, as JSON or as a table. */
final class ResultsResource {

    private final StatsQuery stats;

    ResultsResource(StatsQuery stats) {
        this.stats = stats;
    }

    void resultsByPath(Context ctx) {
        results(ctx, ctx.pathParam("name"), Parameters.of(ctx, "salt", "view", "crossovers", "metric", "format"));
    }

    void resultsByParameter(Context ctx) {
        Parameters parameters = Parameters.of(ctx, "name", "salt", "view", "crossovers", "metric", "format");
        results(ctx, parameters.required("name"), parameters);
    }

    private void results(Context ctx, String name, Parameters parameters) {
        ExperimentStats experiment = Salts.choose(
                name,
                stats.experiments(name),
                ExperimentStats::id,
                parameters.text("salt"),
                "No exposure of an experiment named " + name + " has been counted.");
        SliceFilter filter = new SliceFilter(parameters.view(), parameters.crossovers());
        String metric = parameters.text("metric");
        ResultsAnswer answer = ExperimentResults.of(
                experiment, stats.definition(experiment.id()).orElse(null), new ResultsRequest(filter, metric));
        if (metric != null && answer.metrics().isEmpty()) {
            throw Parameters.bad("metric", "The experiment has no metric of this name: " + metric);
        }
        if (parameters.csv()) {
            byte[] table = ResultsCsv.of(answer).getBytes(StandardCharsets.UTF_8);
            Conditional.answer(ctx, ResultsCsv.CONTENT_TYPE, table);
        } else {
            Conditional.answer(ctx, Json.CONTENT_TYPE, Json.bytes(answer));
        }
    }
}
