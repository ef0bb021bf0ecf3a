package io.exposures.producer;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads typed settings from properties, and remembers which it was asked for so that misspelt ones are found. */
final class Settings {

    private final Map<String, Object> values = new TreeMap<>();
    private final Set<String> known = new HashSet<>();

    Settings(Properties properties) {
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        properties.forEach((name, value) -> values.putIfAbsent(String.valueOf(name), value));
    }

    String text(String name, String fallback) {
        return read(name, fallback, "text", text -> text);
    }

    @Nullable
    String optionalText(String name) {
        known.add(name);
        Object value = values.get(name);
        return value == null || value.toString().isBlank()
                ? null
                : value.toString().trim();
    }

    boolean flag(String name, boolean fallback) {
        return read(name, fallback, "true or false", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        });
    }

    long number(String name, long fallback, long least, long most) {
        return read(name, fallback, "a whole number from " + least + " to " + most, text -> {
            long number = Long.parseLong(text);
            if (number < least || number > most) {
                throw new IllegalArgumentException(text);
            }
            return number;
        });
    }

    Duration millis(String name, Duration fallback, long least) {
        return Duration.ofMillis(
                number(name, fallback.toMillis(), least, Duration.ofDays(365).toMillis()));
    }

    double fraction(String name, double fallback) {
        return read(name, fallback, "a number between 0 and 1, both excluded", text -> {
            double number = Double.parseDouble(text);
            if (!(number > 0 && number < 1)) {
                throw new IllegalArgumentException(text);
            }
            return number;
        });
    }

    <T> T read(String name, T fallback, String expected, Function<String, T> parser) {
        known.add(name);
        Object value = values.get(name);
        if (value == null) {
            return fallback;
        }
        try {
            return parser.apply(value.toString().trim());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": expected " + expected + ", got: " + value, e);
        }
    }

    /** Every setting whose name does not start with {@code prefix}. */
    Map<String, Object> outside(String prefix) {
        Map<String, Object> outside = new TreeMap<>(values);
        outside.keySet().removeIf(name -> name.startsWith(prefix));
        return outside;
    }

    /** Refuses settings that start with {@code prefix} and were not asked for. */
    void refuseUnknown(String prefix) {
        for (String name : values.keySet()) {
            if (name.startsWith(prefix) && !known.contains(name)) {
                throw new IllegalArgumentException(
                        name + ": no such setting; those that start with " + prefix + " are " + new TreeSet<>(known));
            }
        }
    }
}
