package io.exposures.joiner.certify;

import io.exposures.joiner.join.ExperimentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The comparison of a running joiner with a replay of its log.
 *
 * @param live by partition, what the running joiner published
 * @param differences by partition, what the replay came to differently; partitions that agree are absent
 */
record Certificate(Map<Integer, Published> live, Map<Integer, List<Difference>> differences) {

    /** Compares a replay that is complete. */
    static Certificate of(Map<Integer, Published> live, Replay replay) {
        Map<Integer, List<Difference>> differences = new TreeMap<>();
        live.forEach((partition, published) -> {
            Published replayed = replay.published(partition);
            if (replayed == null) {
                throw new IllegalStateException("partition " + partition + " has not been replayed");
            }
            List<Difference> found = Difference.between(published, replayed);
            if (!found.isEmpty()) {
                differences.put(partition, found);
            }
        });
        return new Certificate(live, differences);
    }

    /** Whether the replay came to the same rows, unit status, sums and counts. */
    boolean agrees() {
        return differences.isEmpty();
    }

    /** Records that both read. */
    long records() {
        return live.values().stream().mapToLong(Published::consumed).sum();
    }

    /** The differences of one experiment, each with its partition. */
    List<String> differences(ExperimentId experiment) {
        List<String> found = new ArrayList<>();
        differences.forEach((partition, all) -> all.stream()
                .filter(difference -> experiment.equals(difference.experiment()))
                .forEach(difference -> found.add(describe(partition, difference))));
        return found;
    }

    /** The differences of ledgers, each with its partition. */
    List<String> ledgerDifferences() {
        List<String> found = new ArrayList<>();
        differences.forEach((partition, all) -> all.stream()
                .filter(difference -> difference.experiment() == null)
                .forEach(difference -> found.add(describe(partition, difference))));
        return found;
    }

    private static String describe(int partition, Difference difference) {
        return "partition " + partition + ", " + difference.what() + ": running " + difference.live() + ", replayed "
                + difference.replayed();
    }
}
