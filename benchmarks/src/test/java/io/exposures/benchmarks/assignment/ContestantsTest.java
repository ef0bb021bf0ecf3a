package io.exposures.benchmarks.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is compared must do the same work: split units into two halves, and where it is PlanOut, into the same ones. */
class ContestantsTest {

    private static final int UNITS = 4000;

    @Test
    void theSdksSplitUnitsIntoHalves() throws IOException {
        LaunchDarkly launchDarkly = new LaunchDarkly();
        assertHalves(launchDarkly::arm);
        launchDarkly.close();
        assertHalves(new Eppo()::arm);
    }

    @ParameterizedTest
    @EnumSource
    void everyCaseComparesUsWithTheFloorAndPlanout4j(Case measured) {
        assertThat(measured.contestants()).contains("floor", "ours", "planout4j");
    }

    private static void assertHalves(UnaryOperator<String> arm) {
        Units units = new Units();
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < UNITS; i++) {
            counts.merge(arm.apply(units.next()), 1, Integer::sum);
        }
        assertThat(counts).containsOnlyKeys(Scripts.ARMS);
        // Four standard deviations; the units are fixed, so the outcome is always the same.
        assertThat(counts.get("control")).isBetween(UNITS / 2 - 127, UNITS / 2 + 127);
    }
}
