package io.exposures.joiner.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QuantiserTest {
    @Test
    void roundsTheExactBinaryValueHalfToEven() {
        SplittableRandom random = Seed.random("roundsTheExactBinaryValueHalfToEven");
        for (int round = 0; round < 200_000; round++) {
            int scale = random.nextInt(9);
            double value = value(random, scale);
            Quantiser quantiser = new Quantiser(scale);

            if (quantiser.rejection(value) == null) {
                long exact = new BigDecimal(value)
                        .setScale(scale, RoundingMode.HALF_EVEN)
                        .unscaledValue()
                        .longValueExact();
                assertThat(quantiser.steps(value)).as("%s at %d", value, scale).isEqualTo(exact);
            }
        }
    }

    @Test
    void refusesWhatIsNotFiniteOrTooLarge() {
        Quantiser quantiser = new Quantiser(6);

        assertThat(quantiser.rejection(Double.NaN)).isEqualTo(Rejection.NOT_FINITE);
        assertThat(quantiser.rejection(Double.NEGATIVE_INFINITY)).isEqualTo(Rejection.NOT_FINITE);
        assertThat(quantiser.rejection(1e12)).isNull();
        assertThat(quantiser.rejection(Math.nextUp(1e12))).isEqualTo(Rejection.OUT_OF_RANGE);
        assertThatThrownBy(() -> quantiser.steps(Double.NaN)).hasMessageContaining("not_finite");
    }

    @Test
    void refusesWhatDoesNotFitAtAFineScale() {
        Quantiser fine = new Quantiser(12);

        assertThat(fine.steps(9e6)).isEqualTo(9_000_000_000_000_000_000L);
        assertThat(fine.rejection(1e7)).isEqualTo(Rejection.OUT_OF_RANGE);
        assertThatThrownBy(() -> fine.steps(1e7)).hasMessageContaining("out_of_range");
    }

    @Test
    void refusesImpossibleScales() {
        assertThatThrownBy(() -> new Quantiser(13)).hasMessageContaining("scale must be 0 to 12, was 13");
        assertThatThrownBy(() -> new Quantiser(-1)).hasMessageContaining("scale");
    }

    /** Ordinary values, exact ties, decimals that are nearly ties, and values of any size. */
    private static double value(SplittableRandom random, int scale) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextDouble(-1e6, 1e6);
            case 1 -> (2 * random.nextInt(-1_000_000, 1_000_000) + 1) * Math.scalb(1.0, -1 - random.nextInt(30));
            case 2 -> (random.nextInt(-1_000_000, 1_000_000) + 0.5) / Math.pow(10, scale);
            default -> Double.longBitsToDouble(random.nextLong());
        };
    }
}
