package io.exposures.assignment.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What is written reads back as it was, and any text gives a value or a clear error. */
class ScriptJsonFuzzTest {

    private static final long SEED = 5_500_221;
    private static final int ROUNDS = 3000;
    private static final JsonLimits LIMITS = new JsonLimits(2000, 20);

    @RepeatedTest(5)
    void whatIsWrittenReadsBack(RepetitionInfo repetition) {
        long seed = SEED + repetition.getCurrentRepetition();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Object value = randomValue(random, 4);
            String text = ScriptJson.write(value);
            assertThat(text).as("seed %d", seed).matches("[ -~]*");
            assertThat(ScriptJson.parse(text))
                    .as("seed %d, text %s", seed, text)
                    .isEqualTo(value);
            assertThat(ScriptJson.write(ScriptJson.parse(text)))
                    .as("seed %d", seed)
                    .isEqualTo(text);
        }
    }

    @RepeatedTest(5)
    void anyTextGivesAValueOrAClearError(RepetitionInfo repetition) {
        long seed = SEED + repetition.getCurrentRepetition();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            String text = random.nextInt(4) == 0 ? randomBytes(random) : damaged(random);
            try {
                Object value = ScriptJson.parse(text, LIMITS);
                assertThat(ScriptJson.parse(ScriptJson.write(finite(value)))).isEqualTo(finite(value));
            } catch (JsonException e) {
                assertThat(e).hasMessageMatching("(?s)(line \\d+, column \\d+: .+|\\d+ characters of JSON.*)");
            } catch (RuntimeException | StackOverflowError e) {
                fail("seed " + seed + ", text " + text, e);
            }
        }
    }

    /** A number too large for a double is read as infinite, and the infinite has no JSON. */
    private static @Nullable Object finite(@Nullable Object value) {
        return String.valueOf(value).contains("Infinity") ? null : value;
    }

    private static String randomBytes(Random random) {
        byte[] bytes = new byte[random.nextInt(60)];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String damaged(Random random) {
        StringBuilder text = new StringBuilder(ScriptJson.write(randomValue(random, 3)));
        for (int i = random.nextInt(4); i > 0; i--) {
            int place = random.nextInt(text.length() + 1);
            if (random.nextBoolean()) {
                text.insert(place, "[]{}\",:\\ue1-.\n9n ".charAt(random.nextInt(17)));
            } else {
                text.delete(place, place + 1 + random.nextInt(3));
            }
        }
        return text.toString();
    }

    private static @Nullable Object randomValue(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 8)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong() >> random.nextInt(64);
            case 3 -> new BigInteger(64 + random.nextInt(200), random).setBit(64);
            case 4 -> randomFloat(random);
            case 5 -> randomString(random);
            case 6 -> randomList(random, depth);
            default -> randomMap(random, depth);
        };
    }

    private static double randomFloat(Random random) {
        double any = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(any) && random.nextBoolean() ? any : random.nextInt(1000) / 8.0;
    }

    private static String randomString(Random random) {
        StringBuilder string = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            string.append((char) random.nextInt(random.nextBoolean() ? 128 : 0x10000));
        }
        return string.toString();
    }

    /** Unpaired surrogates are refused in keys. */
    private static String randomKey(Random random) {
        return randomString(random).replaceAll("\\p{Cs}", "");
    }

    private static List<@Nullable Object> randomList(Random random, int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(randomValue(random, depth - 1));
        }
        return list;
    }

    private static Map<String, @Nullable Object> randomMap(Random random, int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(randomKey(random), randomValue(random, depth - 1));
        }
        return map;
    }
}
