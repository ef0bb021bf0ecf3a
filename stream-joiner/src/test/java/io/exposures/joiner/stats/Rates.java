package io.exposures.joiner.stats;

import io.exposures.joiner.stats.SimulatedTest.FalseAlarm;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many of many simulated tests went wrong in which way.
 *
 * @param scenario what was simulated
 * @param tests number of tests
 * @param alarms tests with each false alarm
 */
record Rates(Scenario scenario, int tests, Map<FalseAlarm, Long> alarms) {
    static Rates simulate(Scenario scenario, int tests, long units) {
        Map<FalseAlarm, Long> counts = IntStream.range(0, tests)
                .parallel()
                .mapToObj(test -> new SimulatedTest(scenario, units, Simulations.seed(test)).run())
                .flatMap(Set::stream)
                .collect(Collectors.groupingBy(
                        alarm -> alarm, () -> new EnumMap<>(FalseAlarm.class), Collectors.counting()));
        return new Rates(scenario, tests, counts);
    }

    long count(FalseAlarm alarm) {
        return alarms.getOrDefault(alarm, 0L);
    }

    String row() {
        return Stream.of(FalseAlarm.values())
                .map(alarm -> alarm == FalseAlarm.LIFT && !scenario.hasEffect()
                        ? "–"
                        : String.format(Locale.ROOT, "%.1f %%", 100.0 * count(alarm) / tests))
                .collect(Collectors.joining(" | ", "| " + scenario.name() + " | ", " |"));
    }
}
