package io.exposures.assignment.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.assignment.script.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whether the random operators share out units as they should: chi-square tests at an error rate of 1 in 1000 each, on
 * fixed units, so that each passes or fails always. The bounds are the 99.9 % points of the distribution.
 */
class RandomnessTest {
    private static final int UNITS = 20_000;
    private static final double CHI_SQUARE_1 = 10.83;
    private static final double CHI_SQUARE_2 = 13.82;
    private static final double CHI_SQUARE_3 = 16.27;
    private static final double CHI_SQUARE_5 = 20.52;
    private static final double CHI_SQUARE_9 = 27.88;
    private static final double CHI_SQUARE_99 = 148.23;

    private static List<Object> results(String expression) {
        Script script = Script.fromSource("x = " + expression + ";");
        List<Object> results = new ArrayList<>();
        for (int i = 0; i < UNITS; i++) {
            Map<String, @Nullable Object> params =
                    script.evaluate("randomness", Map.of("userid", i), Map.of()).params();
            results.add(Objects.requireNonNull(params.get("x")));
        }
        return results;
    }

    private static double chiSquare(List<?> results, Map<?, Double> expectedShares) {
        Map<String, Integer> counts = new TreeMap<>();
        results.forEach(result -> counts.merge(String.valueOf(result), 1, Integer::sum));
        assertThat(expectedShares.keySet().stream().map(String::valueOf).toList())
                .containsAll(counts.keySet());
        double sum = 0;
        for (Map.Entry<?, Double> share : expectedShares.entrySet()) {
            double expected = share.getValue() * results.size();
            double found = counts.getOrDefault(String.valueOf(share.getKey()), 0);
            sum += (found - expected) * (found - expected) / expected;
        }
        return sum;
    }

    private static Map<Object, Double> equalShares(int from, int to) {
        Map<Object, Double> shares = new TreeMap<>();
        for (int i = from; i <= to; i++) {
            shares.put(i, 1.0 / (to - from + 1));
        }
        return shares;
    }

    @Test
    void uniformChoiceGivesEachChoiceTheSameShare() {
        assertThat(chiSquare(results("uniformChoice(choices=[0, 1, 2, 3], unit=userid)"), equalShares(0, 3)))
                .isLessThan(CHI_SQUARE_3);
    }

    @Test
    void weightedChoiceFollowsTheWeights() {
        assertThat(chiSquare(
                        results("weightedChoice(choices=['a', 'b', 'c'], weights=[1, 6, 3], unit=userid)"),
                        Map.of("a", 0.1, "b", 0.6, "c", 0.3)))
                .isLessThan(CHI_SQUARE_2);
    }

    @Test
    void bernoulliTrialFollowsItsProbability() {
        assertThat(chiSquare(results("bernoulliTrial(p=0.03, unit=userid)"), Map.of(1, 0.03, 0, 0.97)))
                .isLessThan(CHI_SQUARE_1);
    }

    @Test
    void randomIntegerGivesEachIntegerTheSameShare() {
        assertThat(chiSquare(results("randomInteger(min=1, max=100, unit=userid)"), equalShares(1, 100)))
                .isLessThan(CHI_SQUARE_99);
    }

    @Test
    void randomFloatFillsItsRangeEvenly() {
        List<Integer> tenths = results("randomFloat(min=-5, max=5, unit=userid)").stream()
                .map(value -> (int) Math.floor((Double) value + 5))
                .toList();

        assertThat(chiSquare(tenths, equalShares(0, 9))).isLessThan(CHI_SQUARE_9);
    }

    @Test
    void bernoulliFilterKeepsEachChoiceWithItsProbabilityAndIndependently() {
        List<Object> kept = results("length(bernoulliFilter(choices=['a', 'b'], p=0.3, unit=userid, salt='x'))");

        assertThat(chiSquare(kept, Map.of(0, 0.49, 1, 0.42, 2, 0.09))).isLessThan(CHI_SQUARE_2);
    }

    @Test
    void sampleAndFastSampleGiveEachOrderTheSameShare() {
        Map<Object, Double> orders = Map.of(
                "[1, 2, 3]",
                1 / 6.0,
                "[1, 3, 2]",
                1 / 6.0,
                "[2, 1, 3]",
                1 / 6.0,
                "[2, 3, 1]",
                1 / 6.0,
                "[3, 1, 2]",
                1 / 6.0,
                "[3, 2, 1]",
                1 / 6.0);

        assertThat(chiSquare(results("sample(choices=[1, 2, 3], unit=userid)"), orders))
                .isLessThan(CHI_SQUARE_5);
        assertThat(chiSquare(results("fastSample(choices=[1, 2, 3], unit=userid)"), orders))
                .isLessThan(CHI_SQUARE_5);
    }

    @Test
    void parametersOfOneUnitAreIndependent() {
        Script script =
                Script.fromSource("x = bernoulliTrial(p=0.5, unit=userid); y = bernoulliTrial(p=0.5, unit=userid);");
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < UNITS; i++) {
            Map<String, @Nullable Object> params =
                    script.evaluate("randomness", Map.of("userid", i), Map.of()).params();
            pairs.add(params.get("x") + "" + params.get("y"));
        }

        assertThat(chiSquare(pairs, Map.of("00", 0.25, "01", 0.25, "10", 0.25, "11", 0.25)))
                .isLessThan(CHI_SQUARE_3);
    }
}
