package io.exposures.assignment.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnitHashTest {

    private static long reference(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
        return new BigInteger(HexFormat.of().formatHex(digest).substring(0, 15), 16).longValueExact();
    }

    @Test
    void hashesTheTextOfSaltAndUnit() throws Exception {
        Map<Object, String> units = Map.of(
                "ann",
                "ann",
                42L,
                "42",
                Long.MIN_VALUE,
                "-9223372036854775808",
                -7L,
                "-7",
                true,
                "True",
                1.5,
                "1.5",
                List.of(1L, "b", List.of("c")),
                "1.b.['c']",
                "日本",
                "日本",
                List.of(),
                "");
        for (Map.Entry<Object, String> unit : units.entrySet()) {
            assertThat(UnitHash.start().append("s.").unit(unit.getKey()).next())
                    .as(unit.getValue())
                    .isEqualTo(reference("s." + unit.getValue()));
        }
    }

    @Test
    void keptBytesOfTheLastUnitAreThoseOfThatUnitOnly() throws Exception {
        Random random = new Random(5);
        String[] units = new String[50];
        for (int i = 0; i < units.length; i++) {
            units[i] = (i % 7 == 0 ? "ü" : "u").repeat(random.nextInt(100)) + i;
        }
        for (int i = 0; i < 2000; i++) {
            String unit = units[random.nextInt(units.length)];
            assertThat(UnitHash.start().append("salt.").unit(unit).next()).isEqualTo(reference("salt." + unit));
            assertThat(UnitHash.start().append("other.").unit(unit).next()).isEqualTo(reference("other." + unit));
        }
    }

    @Test
    void aScalarUnitIsNotChangedByWhatIsAppendedButAListIs() throws Exception {
        UnitHash scalar = UnitHash.start().append("s.").unit(7L);
        assertThat(scalar.next(1L)).isEqualTo(reference("s.7.1"));
        assertThat(scalar.next("b")).isEqualTo(reference("s.7.b"));
        assertThat(scalar.next(null)).isEqualTo(reference("s.7"));

        List<@Nullable Object> list = new ArrayList<>(List.of());
        UnitHash grown = UnitHash.start().append("s.").unit(list);
        assertThat(grown.next(1L)).isEqualTo(reference("s.1"));
        assertThat(grown.next("b")).isEqualTo(reference("s.1.b"));
        assertThat(list).containsExactly(1L, "b");
    }

    @Test
    void halfASurrogatePairIsRefused() {
        assertThatThrownBy(() -> UnitHash.start().unit("a\ud83d"))
                .hasMessageContaining("half a surrogate pair (U+D83D)");
        assertThatThrownBy(() -> UnitHash.start().unit("\ude00a")).hasMessageContaining("(U+DE00)");
    }

    @Test
    void aTextWithoutEndIsRefused() {
        String long1 = "x".repeat(600_000);

        assertThatThrownBy(() -> UnitHash.start().append(long1).append(long1))
                .hasMessage("a text to be hashed is longer than 1048576 bytes");
    }

    @Test
    void aHashBecomesANumberFromZeroToOne() {
        assertThat(UnitHash.zeroToOne(0)).isZero();
        assertThat(UnitHash.zeroToOne((1L << 60) - 1)).isEqualTo(1.0);
        assertThat(UnitHash.zeroToOne((1L << 60) - 65)).isLessThan(1.0);
    }
}
