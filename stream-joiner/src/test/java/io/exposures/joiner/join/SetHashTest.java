package io.exposures.joiner.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SetHashTest {

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);

    private static BigInteger number(SetHash hash) {
        return new BigInteger(hash.toString(), 16);
    }

    @Test
    void addsAndSubtractsAs128BitNumbersDo() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            SetHash a = new SetHash(random.nextLong(), edge(random));
            SetHash b = new SetHash(random.nextLong(), edge(random));
            assertThat(number(a.plus(b))).isEqualTo(number(a).add(number(b)).mod(MODULUS));
            assertThat(number(a.minus(b)))
                    .isEqualTo(number(a).subtract(number(b)).mod(MODULUS));
        }
    }

    private static long edge(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> Long.MIN_VALUE;
            default -> random.nextLong();
        };
    }

    @Test
    void isReadBackAsItWasWritten() {
        SetHash hash = new SetHash(-2, 3);
        assertThat(SetHash.parse(hash.toString())).isEqualTo(hash);
    }

    @Test
    void refusesWhatIsNoHash() {
        assertThatThrownBy(() -> SetHash.parse("12"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 hexadecimal digits");
    }
}
