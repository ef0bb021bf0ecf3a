package io.exposures.producer;

import io.exposures.assignment.LogRecord;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes records of every shape that PlanOut values allow, from a seed. */
final class RandomRecords {

    private static final String[] TEXTS = {"", "a", "kéy", "名前", "😀", "x".repeat(200), "\u0000", "tab\t\"quote\""};

    private final Random random;

    RandomRecords(long seed) {
        random = new Random(seed);
    }

    LogRecord next() {
        Map<String, @Nullable Object> inputs = map(2);
        inputs.put("userid", text() + random.nextInt(1000));
        return new LogRecord(
                text(),
                text(),
                random.nextBoolean() ? null : text(),
                random.nextBoolean() ? null : text(),
                random.nextBoolean() ? List.of("userid") : List.of(),
                random.nextBoolean() ? List.of() : List.of(text(), text()),
                inputs,
                map(2),
                random.nextBoolean() ? "exposure" : "event-" + text(),
                random.nextBoolean() ? Map.of() : map(2),
                Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)));
    }

    private Map<String, @Nullable Object> map(int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        int size = random.nextInt(5);
        for (int i = 0; i < size; i++) {
            map.put(text() + i, value(depth));
        }
        return map;
    }

    private @Nullable Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong();
            case 3 -> random.nextInt();
            case 4 -> random.nextDouble() * Math.pow(10, random.nextInt(600) - 300);
            case 5 -> text();
            case 6 -> new BigInteger(200, random).negate();
            case 7 -> list(depth - 1);
            default -> map(depth - 1);
        };
    }

    private List<@Nullable Object> list(int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            list.add(value(depth));
        }
        return list;
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }
}
