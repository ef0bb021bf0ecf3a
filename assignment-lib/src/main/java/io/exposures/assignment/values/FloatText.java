package io.exposures.assignment.values;

/** The text of a floating-point number as Python's {@code repr} writes it: hash input and JSON depend on it. */
public final class FloatText {

    private static final int LEAST_POSITIONAL_POINT = -3;
    private static final int GREATEST_POSITIONAL_POINT = 16;

    private FloatText() {}

    /** Returns for example {@code 0.5}, {@code 100.0}, {@code 1e+16}, {@code 1e-05}, {@code nan}, {@code -inf}. */
    public static String of(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        ShortestDecimal decimal = ShortestDecimal.of(value);
        StringBuilder text = new StringBuilder(decimal.negative() ? "-" : "");
        int point = decimal.point();
        if (point >= LEAST_POSITIONAL_POINT && point <= GREATEST_POSITIONAL_POINT) {
            appendPositional(text, decimal.digits(), point);
        } else {
            appendScientific(text, decimal.digits(), point - 1);
        }
        return text.toString();
    }

    private static void appendPositional(StringBuilder text, String digits, int point) {
        if (point <= 0) {
            text.append("0.").append("0".repeat(-point)).append(digits);
        } else if (point < digits.length()) {
            text.append(digits, 0, point).append('.').append(digits, point, digits.length());
        } else {
            text.append(digits).append("0".repeat(point - digits.length())).append(".0");
        }
    }

    private static void appendScientific(StringBuilder text, String digits, int exponent) {
        text.append(digits.charAt(0));
        if (digits.length() > 1) {
            text.append('.').append(digits, 1, digits.length());
        }
        int magnitude = Math.abs(exponent);
        text.append('e')
                .append(exponent < 0 ? '-' : '+')
                .append(magnitude < 10 ? "0" : "")
                .append(magnitude);
    }
}
