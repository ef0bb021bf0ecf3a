package io.exposures.joiner.http;

import io.exposures.joiner.query.ExperimentStats;
import io.exposures.joiner.query.StatsQuery;
import io.exposures.joiner.query.UserView;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers about experiments, users and the ledger.
 *
 * <p>Names are arbitrary text, but a path cannot carry all of it: browsers drop the segments {@code .} and {@code ..},
 * and an empty one is no segment. So whatever is asked by path can also be asked by query parameter.
 */
final class StatsResource {

    private final StatsQuery stats;

    StatsResource(StatsQuery stats) {
        this.stats = stats;
    }

    void experiments(Context ctx) {
        Parameters.of(ctx);
        Json.answer(ctx, Views.Experiments.of(stats.experiments()));
    }

    void experimentByPath(Context ctx) {
        experiment(ctx, ctx.pathParam("name"), Parameters.of(ctx, "salt", "crossovers"));
    }

    void experimentByParameter(Context ctx) {
        Parameters parameters = Parameters.of(ctx, "name", "salt", "crossovers");
        experiment(ctx, parameters.required("name"), parameters);
    }

    private void experiment(Context ctx, String name, Parameters parameters) {
        ExperimentStats experiment = choose(name, stats.experiments(name), parameters.text("salt"));
        Json.answer(ctx, Views.Experiment.of(experiment, parameters.crossovers()));
    }

    void hashByPath(Context ctx) {
        hash(ctx, ctx.pathParam("name"), Parameters.of(ctx, "salt"));
    }

    void hashByParameter(Context ctx) {
        Parameters parameters = Parameters.of(ctx, "name", "salt");
        hash(ctx, parameters.required("name"), parameters);
    }

    private void hash(Context ctx, String name, Parameters parameters) {
        ExperimentStats experiment = choose(name, stats.experiments(name), parameters.text("salt"));
        Json.answer(ctx, Views.Hash.of(experiment));
    }

    /**
     * Never guesses between salts: while a service moves to a new salt both are active, and a guess would make one
     * address show now one experiment, now the other.
     */
    static ExperimentStats choose(String name, List<ExperimentStats> salts, @Nullable String salt) {
        if (salts.isEmpty()) {
            throw unknown("No exposure of an experiment named " + name + " has been counted.");
        }
        if (salt == null && salts.size() > 1) {
            String detail = name + " was run with " + salts.size() + " salts, which are different experiments;"
                    + " add ?salt= with one of them.";
            throw new ProblemException(Problem.severalSalts(
                    detail, salts.stream().map(s -> s.id().salt()).toList()));
        }
        return salts.stream()
                .filter(candidate -> salt == null || candidate.id().salt().equals(salt))
                .findFirst()
                .orElseThrow(() -> unknown(name + " has not been run with the salt " + salt + "."));
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
        UserView user = stats.user(userid)
                .orElseThrow(
                        () -> new ProblemException(Problem.unknownUser("No exposure of this user has been counted.")));
        Json.answer(ctx, Views.User.of(user));
    }

    private static ProblemException unknown(String detail) {
        return new ProblemException(Problem.unknownExperiment(detail));
    }
}
