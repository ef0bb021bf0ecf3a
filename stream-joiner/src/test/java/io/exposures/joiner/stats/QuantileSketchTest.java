package io.exposures.joiner.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QuantileSketchTest {
    private static final double[] QUANTILES = {0, 0.1, 0.5, 0.9, 0.99, 1};

    @Test
    void quantilesAreWithinTheAccuracyOfTheOrderStatistics() {
        SplittableRandom random = Seed.random("quantilesAreWithinTheAccuracyOfTheOrderStatistics");
        for (int round = 0; round < 100; round++) {
            List<Double> values = values(random, 1 + random.nextInt(300));
            QuantileSketch sketch = sketch(values);
            Collections.sort(values);

            for (double q : QUANTILES) {
                double exact = values.get((int) Math.floor(q * (values.size() - 1)));
                double estimate = Objects.requireNonNull(sketch.quantile(q));
                assertThat(estimate).isCloseTo(exact, within(0.01 * Math.abs(exact) + 1e-9));
            }
        }
    }

    @Test
    void addingAndRemovingInAnyOrderRestoresTheSketch() {
        SplittableRandom random = Seed.random("addingAndRemovingInAnyOrderRestoresTheSketch");
        for (int round = 0; round < 100; round++) {
            List<Double> kept = values(random, 50);
            List<Double> guests = values(random, 50);
            QuantileSketch sketch = sketch(kept);
            guests.forEach(sketch::add);
            Collections.shuffle(guests, new Random(random.nextLong()));
            guests.forEach(sketch::remove);

            assertThat(sketch).isEqualTo(sketch(kept)).hasSameHashCodeAs(sketch(kept));
            assertThat(sketch.count()).isEqualTo(50);
        }
    }

    @Test
    void partitionsMergeToTheSketchOfAll() {
        SplittableRandom random = Seed.random("partitionsMergeToTheSketchOfAll");
        List<Double> first = values(random, 70);
        List<Double> second = values(random, 30);
        QuantileSketch merged = sketch(second);

        merged.merge(sketch(first));

        first.addAll(second);
        assertThat(merged).isEqualTo(sketch(first));
        assertThat(merged.count()).isEqualTo(100);
    }

    @Test
    void aWiderMultiplierGivesAWiderInterval() {
        QuantileSketch sketch = new QuantileSketch();
        for (int i = 1; i <= 1000; i++) {
            sketch.add(i);
        }

        QuantileEstimate single = Objects.requireNonNull(sketch.estimate(0.5, 1.96));
        QuantileEstimate always = Objects.requireNonNull(sketch.estimate(0.5, 4));

        assertThat(single.lowerRank()).isEqualTo(469);
        assertThat(single.upperRank()).isEqualTo(532);
        assertThat(always.lower()).isLessThan(Objects.requireNonNull(single.lower()));
        assertThat(always.upper()).isGreaterThan(Objects.requireNonNull(single.upper()));
    }

    @Test
    void theAlwaysValidIntervalUsesTheMultiplierOfTheArm() {
        QuantileSketch sketch = new QuantileSketch();
        assertThat(sketch.estimate(0.5, Level.DEFAULT)).isNull();
        for (int i = 1; i <= 1000; i++) {
            sketch.add(i);
        }

        double multiplier = new ConfidenceSequence(Level.DEFAULT).multiplier(1000);

        assertThat(sketch.estimate(0.5, Level.DEFAULT)).isEqualTo(sketch.estimate(0.5, multiplier));
    }

    @Test
    void whatWasNotCountedCannotBeTakenBack() {
        QuantileSketch sketch = new QuantileSketch();
        sketch.add(5);

        assertThatThrownBy(() -> sketch.remove(7)).hasMessageContaining("7.0 was not counted");
        assertThatThrownBy(() -> sketch.remove(0)).hasMessageContaining("not counted");
        assertThatThrownBy(() -> sketch.add(Double.NaN)).hasMessageContaining("finite");
        assertThatThrownBy(() -> sketch.merge(new QuantileSketch(0.02))).hasMessageContaining("do not merge");
        assertThatThrownBy(() -> sketch.quantile(1.5)).hasMessageContaining("between 0 and 1");
        assertThat(sketch.count()).isEqualTo(1);
    }

    private static QuantileSketch sketch(List<Double> values) {
        QuantileSketch sketch = new QuantileSketch();
        values.forEach(sketch::add);
        return sketch;
    }

    private static List<Double> values(SplittableRandom random, int count) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(Population.any(random).value(random) * (random.nextInt(3) - 1));
        }
        return values;
    }
}
