package io.exposures.joiner.certify;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.records.PartitionLedger;
import io.exposures.records.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Something in which the running joiner and the replay do not agree.
 *
 * @param experiment the experiment; null for the partition's ledger
 * @param what what differs
 * @param live what the running joiner published
 * @param replayed what the replay came to
 */
record Difference(@Nullable ExperimentId experiment, String what, String live, String replayed) {

    /** What one partition's two states differ in; empty if they agree. */
    static List<Difference> between(Published live, Published replayed) {
        List<Difference> differences = new ArrayList<>();
        compareLedgers(live.ledger(), replayed.ledger(), differences);
        Set<ExperimentId> experiments = new TreeSet<>(live.summaries().keySet());
        experiments.addAll(replayed.summaries().keySet());
        for (ExperimentId experiment : experiments) {
            compare(
                    experiment,
                    live.summaries().get(experiment),
                    replayed.summaries().get(experiment),
                    differences);
        }
        return differences;
    }

    private static void compareLedgers(PartitionLedger live, PartitionLedger replayed, List<Difference> differences) {
        add(null, "exposures by class", live.getExposures(), replayed.getExposures(), differences);
        add(null, "outcomes by class", live.getOutcomes(), replayed.getOutcomes(), differences);
    }

    private static void compare(
            ExperimentId experiment, @Nullable Summary live, @Nullable Summary replayed, List<Difference> differences) {
        if (live == null || replayed == null) {
            add(experiment, "known", live != null, replayed != null, differences);
            return;
        }
        add(experiment, "rows", live.getRows(), replayed.getRows(), differences);
        add(experiment, "hash of rows", live.getRowHash(), replayed.getRowHash(), differences);
        add(experiment, "hash of unit status", live.getUnitHash(), replayed.getUnitHash(), differences);
        add(experiment, "sums", ToDate.of(live.getArms()), ToDate.of(replayed.getArms()), differences);
        if (Objects.equals(live.getMaturedTo(), replayed.getMaturedTo())) {
            add(experiment, "matured sums", live.getArms(), replayed.getArms(), differences);
        }
        add(experiment, "checksums", live.getChecksums(), replayed.getChecksums(), differences);
        add(experiment, "bound definition", live.getDefinition(), replayed.getDefinition(), differences);
    }

    private static void add(
            @Nullable ExperimentId experiment,
            String what,
            @Nullable Object live,
            @Nullable Object replayed,
            List<Difference> differences) {
        if (!Objects.equals(live, replayed)) {
            differences.add(new Difference(experiment, what, String.valueOf(live), String.valueOf(replayed)));
        }
    }
}
