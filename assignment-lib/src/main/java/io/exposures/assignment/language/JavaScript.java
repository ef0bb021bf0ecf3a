package io.exposures.assignment.language;

import io.exposures.assignment.values.ShortestDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What JavaScript makes of values: PlanOut's reference compiler is written in it, and its number texts, its conversions and
 * the order of its map keys show in the compiled scripts. Numbers are {@link Double} here, as in JavaScript.
 */
final class JavaScript {

    private static final double LEAST_WITH_EXPONENT = 1e21;
    private static final int GREATEST_POSITIONAL_POINT = 21;
    private static final int LEAST_POSITIONAL_POINT = -5;
    private static final long GREATEST_INDEX = 4_294_967_294L;
    private static final int MAX_BINARY_DIGITS = Double.MAX_EXPONENT + 1;
    private static final String PROTOTYPE = "__proto__";

    // Possessive throughout: a script must not be able to make the matching quadratic.
    private static final Pattern DECIMAL = Pattern.compile("[-+]?+(\\d++(\\.\\d*+)?+|\\.\\d++)([eE][-+]?+\\d++)?+");
    private static final Pattern INFINITY = Pattern.compile("[-+]?Infinity");
    private static final Pattern PREFIXED = Pattern.compile("0([xX][0-9a-fA-F]++|[oO][0-7]++|[bB][01]++)");
    private static final Pattern LEADING_ZEROS = Pattern.compile("^0++");
    private static final Pattern INDEX = Pattern.compile("0|[1-9]\\d{0,9}");

    private JavaScript() {}

    /** {@code JSON.stringify}, read again: whole numbers below 10^21 become integers, what is not finite becomes null. */
    static @Nullable Object toJson(@Nullable Object value) {
        if (value instanceof Double number) {
            return numberToJson(number);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> converted = new ArrayList<>();
            list.forEach(element -> converted.add(toJson(element)));
            return converted;
        }
        if (value instanceof Map<?, ?> map) {
            return mapToJson(map);
        }
        return value;
    }

    static @Nullable Object numberToJson(double number) {
        if (!Double.isFinite(number)) {
            return null;
        }
        if (number != Math.rint(number) || Math.abs(number) >= LEAST_WITH_EXPONENT) {
            return number;
        }
        BigInteger integer = number == 0 ? BigInteger.ZERO : new BigInteger(numberText(number));
        return integer.bitLength() < Long.SIZE ? (Object) integer.longValueExact() : integer;
    }

    private static Map<String, @Nullable Object> mapToJson(Map<?, ?> map) {
        Map<String, @Nullable Object> converted = new LinkedHashMap<>();
        map.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> indexOrLast((String) entry.getKey())))
                .forEach(entry -> converted.put((String) entry.getKey(), toJson(entry.getValue())));
        return converted;
    }

    private static long indexOrLast(String key) {
        if (!INDEX.matcher(key).matches()) {
            return Long.MAX_VALUE;
        }
        long index = Long.parseLong(key);
        return index <= GREATEST_INDEX ? index : Long.MAX_VALUE;
    }

    /** Whether {@code map[key] = value} makes an entry: the name of the prototype does not. */
    static boolean isKey(String name) {
        return !name.equals(PROTOTYPE);
    }

    /** {@code String(value)}. */
    static String text(@Nullable Object value) {
        if (value instanceof Double number) {
            return numberText(number);
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(element -> element == null ? "" : text(element))
                    .collect(Collectors.joining(","));
        }
        return value instanceof Map ? "[object Object]" : String.valueOf(value);
    }

    private static String numberText(double number) {
        if (!Double.isFinite(number)) {
            return Double.toString(number);
        }
        ShortestDecimal decimal = ShortestDecimal.of(number);
        String sign = decimal.negative() && number != 0 ? "-" : "";
        return sign + magnitudeText(decimal.digits(), decimal.point());
    }

    private static String magnitudeText(String digits, int point) {
        if (point > GREATEST_POSITIONAL_POINT || point < LEAST_POSITIONAL_POINT) {
            String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
            return digits.charAt(0) + fraction + "e" + (point > 0 ? "+" : "") + (point - 1);
        }
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        return point >= digits.length()
                ? digits + "0".repeat(point - digits.length())
                : digits.substring(0, point) + "." + digits.substring(point);
    }

    /** {@code Number(text)}: not a number unless the whole text, without white space around it, is a number literal. */
    static double number(String text) {
        String trimmed = trim(text);
        if (trimmed.isEmpty()) {
            return 0;
        }
        if (DECIMAL.matcher(trimmed).matches() || INFINITY.matcher(trimmed).matches()) {
            return Double.parseDouble(trimmed);
        }
        return PREFIXED.matcher(trimmed).matches() ? prefixedNumber(trimmed) : Double.NaN;
    }

    private static double prefixedNumber(String text) {
        int radix = switch (text.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            default -> 2;
        };
        String digits = LEADING_ZEROS.matcher(text.substring(2)).replaceFirst("");
        if (digits.length() > MAX_BINARY_DIGITS) {
            return Double.POSITIVE_INFINITY;
        }
        return digits.isEmpty() ? 0 : new BigInteger(digits, radix).doubleValue();
    }

    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && Characters.isWhiteSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && Characters.isWhiteSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }
}
