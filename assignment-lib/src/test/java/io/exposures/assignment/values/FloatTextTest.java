package io.exposures.assignment.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatTextTest {

    private static final long SEED = 20_260_131;

    @ParameterizedTest
    @CsvSource({
        "0.0, 0.0",
        "-0.0, -0.0",
        "1.0, 1.0",
        "100.0, 100.0",
        "-1.5, -1.5",
        "0.1, 0.1",
        "1234.5, 1234.5",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "0.00012345, 0.00012345",
        "1e15, 1000000000000000.0",
        "9007199254740992, 9007199254740992.0",
        "9999999999999998, 9999999999999998.0",
        "1e16, 1e+16",
        "123456789012345678, 1.2345678901234568e+17",
        "1e21, 1e+21",
        "1e22, 1e+22",
        "1e100, 1e+100",
        "4.9e-324, 5e-324",
        "1.5e-323, 1.5e-323",
        "2.2250738585072014e-308, 2.2250738585072014e-308",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "5.684341886080802e-14, 5.684341886080802e-14",
        "2e23, 2e+23",
        "8.41e21, 8.41e+21",
        "2.0019583e-10, 2.0019583e-10",
        "0.30000000000000004, 0.30000000000000004",
        "NaN, nan",
        "Infinity, inf",
        "-Infinity, -inf"
    })
    void floatsAreWrittenAsPythonWritesThem(double value, String text) {
        assertThat(FloatText.of(value)).isEqualTo(text);
    }

    @Test
    void everyTextReadsBackAndNoShorterDecimalDoes() {
        Random random = new Random(SEED);
        for (int i = 0; i < 50_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertShortest(value);
            }
            assertShortest(random.nextInt(100_000) / 1000.0);
            assertShortest(Math.scalb(1.0, random.nextInt(2098) - 1074));
        }
    }

    @Test
    void whatIsNotFiniteHasNoDecimal() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShortestDecimal.of(Double.NaN))
                .withMessage("expected a finite number, got NaN");
    }

    /** The oracle: no decimal with one digit less, on either side of the exact value, reads back as the same double. */
    private static void assertShortest(double value) {
        assertThat(Double.parseDouble(FloatText.of(value)))
                .as("seed %d, value %s", SEED, value)
                .isEqualTo(value);
        int digits = ShortestDecimal.of(value).digits().length();
        if (digits > 1) {
            assertThat(rounded(value, digits - 1, RoundingMode.DOWN)).isNotEqualTo(value);
            assertThat(rounded(value, digits - 1, RoundingMode.UP)).isNotEqualTo(value);
        }
    }

    private static double rounded(double value, int digits, RoundingMode mode) {
        return new BigDecimal(value).round(new MathContext(digits, mode)).doubleValue();
    }
}
