package io.exposures.quickstart.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Compares what the pipeline came to with what it must come to, and says in sentences where they differ. */
public final class Comparison {

    private final List<String> differences = new ArrayList<>();

    private Comparison() {}

    /**
     * One sentence for each kind of difference; none when everything agrees.
     *
     * @param expected what must be
     * @param actual what is; of the users only those in it are compared
     */
    public static List<String> differences(Results expected, Results actual) {
        Comparison comparison = new Comparison();
        comparison.compare("joined rows", expected.rows(), actual.rows());
        comparison.compare("unit status", expected.statuses(), actual.statuses());
        comparison.compareClasses(expected.classes(), actual.classes());
        comparison.compareExperiments(expected, actual);
        comparison.compareUsers(expected, actual);
        return List.copyOf(comparison.differences);
    }

    private void compareClasses(
            SortedMap<String, SortedMap<String, Long>> expected, SortedMap<String, SortedMap<String, Long>> actual) {
        expected.forEach((topic, classes) ->
                compare("ledger of " + topic, classes, actual.getOrDefault(topic, new TreeMap<>())));
    }

    private void compareExperiments(Results expected, Results actual) {
        for (Crossovers crossovers : Crossovers.values()) {
            compare(
                    "experiments with crossovers=" + crossovers.text(),
                    expected.experiments().getOrDefault(crossovers, new TreeMap<>()),
                    actual.experiments().getOrDefault(crossovers, new TreeMap<>()));
        }
    }

    private void compareUsers(Results expected, Results actual) {
        Map<String, List<UnitNumbers>> asked = new TreeMap<>(expected.users());
        asked.keySet().retainAll(actual.users().keySet());
        compare("users", asked, actual.users());
    }

    private <K, V> void compare(String what, Map<K, V> expected, Map<K, V> actual) {
        List<K> missing = expected.keySet().stream()
                .filter(key -> !actual.containsKey(key))
                .toList();
        List<K> unexpected = actual.keySet().stream()
                .filter(key -> !expected.containsKey(key))
                .toList();
        List<K> different = expected.keySet().stream()
                .filter(actual::containsKey)
                .filter(key -> !Objects.equals(expected.get(key), actual.get(key)))
                .toList();
        report(what, "missing", missing, expected, Map.of());
        report(what, "not expected", unexpected, Map.of(), actual);
        report(what, "different", different, expected, actual);
    }

    private <K, V> void report(String what, String how, List<K> keys, Map<K, V> expected, Map<K, V> actual) {
        if (!keys.isEmpty()) {
            K first = keys.get(0);
            differences.add(what + ": " + keys.size() + " " + how + ", first " + first + ": expected "
                    + Objects.requireNonNullElse(expected.get(first), "nothing") + ", got "
                    + Objects.requireNonNullElse(actual.get(first), "nothing"));
        }
    }
}
