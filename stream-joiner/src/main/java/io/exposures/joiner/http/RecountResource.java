package io.exposures.joiner.http;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.query.RecountQuery;
import io.exposures.joiner.query.RecountReport;
import io.exposures.joiner.query.StatsQuery;
import io.javalin.http.Context;
import java.util.List;

/** Checks on demand that sums are what the units add up to. */
final class RecountResource {

    private final StatsQuery stats;
    private final RecountQuery recounts;
    private final PeerRecounts peers;

    RecountResource(StatsQuery stats, RecountQuery recounts, PeerRecounts peers) {
        this.stats = stats;
        this.recounts = recounts;
        this.peers = peers;
    }

    void checkByPath(Context ctx) {
        check(ctx, ctx.pathParam("name"), Parameters.of(ctx, "salt"));
    }

    void checkByParameter(Context ctx) {
        Parameters parameters = Parameters.of(ctx, "name", "salt");
        check(ctx, parameters.required("name"), parameters);
    }

    private void check(Context ctx, String name, Parameters parameters) {
        ExperimentId id =
                Salts.chooseExperiment(name, stats, parameters.text("salt")).id();
        RecountReport here = recounts.recount(id);
        boolean asked = ctx.header(PeerClient.FORWARDED) != null;
        Json.answer(ctx, View.of(id, asked ? here : peers.complete(id, here)));
    }

    /** The JSON of a check. */
    record View(
            String experiment,
            String salt,
            boolean consistent,
            boolean partial,
            List<Part> partitions,
            List<Integer> elsewhere) {

        static View of(ExperimentId id, RecountReport report) {
            return new View(
                    id.name(),
                    id.salt(),
                    report.isConsistent(),
                    !report.elsewhere().isEmpty(),
                    report.partitions().entrySet().stream()
                            .map(entry -> Part.of(entry.getKey(), entry.getValue()))
                            .toList(),
                    List.copyOf(report.elsewhere()));
        }
    }

    /** One partition. */
    record Part(
            int partition, long exposures, long outcomes, long users, boolean unitsDropped, List<String> differences) {

        static Part of(int partition, RecountReport.Part part) {
            return new Part(
                    partition,
                    part.exposures(),
                    part.outcomes(),
                    part.users(),
                    part.unitsDropped(),
                    part.differences());
        }

        RecountReport.Part part() {
            return new RecountReport.Part(exposures, outcomes, users, unitsDropped, differences);
        }
    }
}
