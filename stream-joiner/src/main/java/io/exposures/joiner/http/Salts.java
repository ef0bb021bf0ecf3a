package io.exposures.joiner.http;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.query.ExperimentStats;
import io.exposures.joiner.query.StatsQuery;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Chooses among the experiments of one name. */
final class Salts {

    private Salts() {}

    /** The experiment of which something has been counted. */
    static ExperimentStats chooseExperiment(String name, StatsQuery stats, @Nullable String salt) {
        String unknown = "No exposure of an experiment named " + name + " has been counted.";
        return choose(name, stats.experiments(name), ExperimentStats::id, salt, unknown);
    }

    /**
     * Never guesses between salts: while a service moves to a new salt both are active, and a guess would make one
     * address show now one experiment, now the other.
     *
     * @param unknown what to say when there is none of this name
     */
    static <T> T choose(
            String name, List<T> salts, Function<T, ExperimentId> id, @Nullable String salt, String unknown) {
        if (salts.isEmpty()) {
            throw new ProblemException(Problem.unknownExperiment(unknown));
        }
        if (salt == null && salts.size() > 1) {
            String detail = name + " has " + salts.size() + " salts, which are different experiments;"
                    + " add ?salt= with one of them.";
            List<String> all =
                    salts.stream().map(candidate -> id.apply(candidate).salt()).toList();
            throw new ProblemException(Problem.severalSalts(detail, all));
        }
        return salts.stream()
                .filter(candidate -> salt == null || id.apply(candidate).salt().equals(salt))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        Problem.unknownExperiment("There is no " + name + " with the salt " + salt + ".")));
    }
}
