package io.exposures.benchmarks.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import com.glassdoor.planout4j.ExperimentConfig;
import com.glassdoor.planout4j.NamespaceConfig;
import io.exposures.assignment.script.Script;
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

    @Test
    void planout4jAssignsWhatWeAssign() {
        ExperimentConfig theirs = Planout4j.script(Scripts.FOUR_PARAMETERS);
        Script ours = Script.fromSource(Scripts.FOUR_PARAMETERS);
        Units units = new Units();
        for (int i = 0; i < UNITS; i++) {
            String userid = units.next();
            assertThat(Planout4j.params(theirs, userid))
                    .isEqualTo(ours.evaluate(Scripts.SALT, Map.of("userid", userid), Map.of())
                            .params());
        }
    }

    @Test
    void everyUnitOfTheNamespaceIsInAnExperiment() {
        Units units = new Units();
        NamespaceBenchmark benchmark = new NamespaceBenchmark();
        NamespaceConfig theirs = Planout4j.namespace(Scripts.FOUR_PARAMETERS);
        for (int i = 0; i < UNITS; i++) {
            assertThat(Planout4j.params(theirs, units.next())).hasSize(4);
            assertThat(benchmark.ours()).hasSize(4);
        }
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
