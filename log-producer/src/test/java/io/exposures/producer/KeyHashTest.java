package io.exposures.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyHashTest {

    private static final byte[] BYTES = new byte[64];

    static {
        new Random(11).nextBytes(BYTES);
    }

    @Test
    void theSamePartsHaveTheSameKey() {
        assertThat(key(BYTES.clone(), 3, 40)).isEqualTo(key(BYTES, 3, 40));
    }

    @Test
    void whereAPartBeginsAndEndsMatters() {
        Set<ExposureKey> keys = new HashSet<>();
        // Shorter parts may be the same by chance.
        int shortest = 4;
        for (int from = 0; from <= BYTES.length; from++) {
            for (int to = from + shortest; to <= BYTES.length; to++) {
                keys.add(key(BYTES, from, to));
            }
        }

        assertThat(keys).hasSize(61 * 62 / 2);
    }

    @Test
    void twoPartsAreNotOne() {
        KeyHash two = new KeyHash();
        two.add(BYTES, 0, 8);
        two.add(BYTES, 8, 16);

        assertThat(two.key()).isNotEqualTo(key(BYTES, 0, 16));
    }

    /** Of a hash that is as good as random, each half differs in about 32 of 64 bits when one bit of the input does. */
    @Test
    void everyBitChangesBothHalves() {
        ExposureKey before = key(BYTES, 0, BYTES.length);
        for (int bit = 0; bit < BYTES.length * 8; bit++) {
            byte[] changed = BYTES.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            ExposureKey after = key(changed, 0, changed.length);
            assertThat(Long.bitCount(before.high() ^ after.high()))
                    .as("bit %d", bit)
                    .isBetween(8, 56);
            assertThat(Long.bitCount(before.low() ^ after.low()))
                    .as("bit %d", bit)
                    .isBetween(8, 56);
        }
    }

    private static ExposureKey key(byte[] bytes, int from, int to) {
        KeyHash hash = new KeyHash();
        hash.add(bytes, from, to);
        return hash.key();
    }
}
