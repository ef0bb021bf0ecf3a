package io.exposures.joiner.http;

import io.exposures.joiner.query.ExperimentStats;
import io.exposures.joiner.query.Replica;
import io.exposures.joiner.query.StatsQuery;
import io.exposures.joiner.query.UserView;
import io.javalin.http.Context;

/**
 * Answers about experiments, users and the ledger.
 *
 * <p>Names are arbitrary text, but a path cannot carry all of it: browsers drop the segments {@code .} and {@code ..},
 * and an empty one is no segment. So whatever is asked by path can also be asked by query parameter.
 */
final class StatsResource {

    private final StatsQuery stats;
    private final UserRouter router;

    StatsResource(StatsQuery stats, UserRouter router) {
        this.stats = stats;
        this.router = router;
    }

    void experiments(Context ctx) {
        Parameters.of(ctx);
        Json.answer(ctx, Views.Experiments.of(stats));
    }

    void experimentByPath(Context ctx) {
        experiment(ctx, ctx.pathParam("name"), Parameters.of(ctx, "salt", "crossovers"));
    }

    void experimentByParameter(Context ctx) {
        Parameters parameters = Parameters.of(ctx, "name", "salt", "crossovers");
        experiment(ctx, parameters.required("name"), parameters);
    }

    private void experiment(Context ctx, String name, Parameters parameters) {
        Json.answer(ctx, Views.Experiment.of(chosen(name, parameters), parameters.crossovers()));
    }

    private ExperimentStats chosen(String name, Parameters parameters) {
        return Salts.chooseExperiment(name, stats, parameters.text("salt"));
    }

    void hashByPath(Context ctx) {
        hash(ctx, ctx.pathParam("name"), Parameters.of(ctx, "salt"));
    }

    void hashByParameter(Context ctx) {
        Parameters parameters = Parameters.of(ctx, "name", "salt");
        hash(ctx, parameters.required("name"), parameters);
    }

    private void hash(Context ctx, String name, Parameters parameters) {
        Json.answer(ctx, Views.Hash.of(chosen(name, parameters)));
    }

    void ledger(Context ctx) {
        Parameters.of(ctx);
        Json.answer(ctx, Views.LedgerAnswer.of(stats.ledger()));
    }

    void userByPath(Context ctx) {
        Parameters.of(ctx);
        user(ctx, ctx.pathParam("userid"));
    }

    void userByParameter(Context ctx) {
        user(ctx, Parameters.of(ctx, "userid").required("userid"));
    }

    private void user(Context ctx, String userid) {
        String question = new Question("/api/v1/user").with("userid", userid).toString();
        router.route(ctx, userid, question, (replica, stale) -> Views.User.of(user(userid, replica), stale));
    }

    private UserView user(String userid, Replica replica) {
        return stats.user(userid, replica)
                .orElseThrow(
                        () -> new ProblemException(Problem.unknownUser("No exposure of this user has been counted.")));
    }
}
