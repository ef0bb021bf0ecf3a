package io.exposures.joiner.http;

import io.exposures.joiner.query.ExperimentStats;
import io.exposures.joiner.query.SliceFilter;
import io.exposures.joiner.query.StatsQuery;
import io.exposures.joiner.results.ExperimentResults;
import io.exposures.joiner.results.ResultsAnswer;
import io.exposures.joiner.results.ResultsRequest;
import io.exposures.joiner.results.Series;
import io.exposures.joiner.results.SeriesAnswer;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;

/** Answers what experiments come to, as JSON or as a table. */
final class ResultsResource {

    private final StatsQuery stats;

    ResultsResource(StatsQuery stats) {
        this.stats = stats;
    }

    void resultsByPath(Context ctx) {
        results(ctx, ctx.pathParam("name"), Parameters.of(ctx, "salt", "view", "crossovers", "metric", "by", "format"));
    }

    void resultsByParameter(Context ctx) {
        Parameters parameters = Parameters.of(ctx, "name", "salt", "view", "crossovers", "metric", "by", "format");
        results(ctx, parameters.required("name"), parameters);
    }

    void seriesByPath(Context ctx) {
        series(ctx, ctx.pathParam("name"), Parameters.of(ctx, "salt", "crossovers", "metric"));
    }

    void seriesByParameter(Context ctx) {
        Parameters parameters = Parameters.of(ctx, "name", "salt", "crossovers", "metric");
        series(ctx, parameters.required("name"), parameters);
    }

    private void series(Context ctx, String name, Parameters parameters) {
        ExperimentStats experiment = Salts.chooseExperiment(name, stats, parameters.text("salt"));
        SeriesAnswer answer = Series.of(
                experiment,
                stats.definition(experiment.id()).orElse(null),
                stats.days(experiment.id()),
                parameters.crossovers(),
                parameters.text("metric"));
        Conditional.answer(ctx, Json.CONTENT_TYPE, Json.bytes(answer));
    }

    private void results(Context ctx, String name, Parameters parameters) {
        ExperimentStats experiment = Salts.chooseExperiment(name, stats, parameters.text("salt"));
        SliceFilter filter = new SliceFilter(parameters.view(), parameters.crossovers());
        String metric = parameters.text("metric");
        ResultsAnswer answer = ExperimentResults.of(
                experiment, stats.definition(experiment.id()).orElse(null), new ResultsRequest(filter, metric));
        if (metric != null && answer.metrics().isEmpty()) {
            throw Parameters.bad("metric", "The experiment has no metric of this name: " + metric);
        }
        if (parameters.byDay()) {
            answer = answer.withDays(Series.of(
                            experiment,
                            stats.definition(experiment.id()).orElse(null),
                            stats.days(experiment.id()),
                            parameters.crossovers(),
                            metric)
                    .points());
        }
        if (parameters.csv()) {
            byte[] table = ResultsCsv.of(answer).getBytes(StandardCharsets.UTF_8);
            Conditional.answer(ctx, ResultsCsv.CONTENT_TYPE, table);
        } else {
            Conditional.answer(ctx, Json.CONTENT_TYPE, Json.bytes(answer));
        }
    }
}
