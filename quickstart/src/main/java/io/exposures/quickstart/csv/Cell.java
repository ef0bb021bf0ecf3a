package io.exposures.quickstart.csv;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/** One cell of an outcome column. */
final class Cell {

    private static final Set<String> YES = Set.of("true", "yes", "t", "y");
    private static final Set<String> NO = Set.of("false", "no", "f", "n");
    private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none");
    private static final double GREATEST_VALUE = 1e12;

    private final String text;
    private final String word;

    Cell(String text) {
        this.text = text;
        this.word = text.strip().toLowerCase(Locale.ROOT);
    }

    boolean isMissing() {
        return MISSING.contains(word);
    }

    /** Whether it can only be of a column of yes and no. */
    boolean isWord() {
        return YES.contains(word) || NO.contains(word);
    }

    /** Whether a column of yes and no may have it. */
    boolean isBit() {
        return word.equals("0") || word.equals("1");
    }

    /** The value of the outcome; empty where there is none, which is also what no means. */
    OptionalDouble value(boolean yesOrNo) throws BadRowException {
        if (isMissing()) {
            return OptionalDouble.empty();
        }
        return yesOrNo ? yes() : OptionalDouble.of(number());
    }

    private OptionalDouble yes() throws BadRowException {
        if (YES.contains(word) || word.equals("1")) {
            return OptionalDouble.of(1);
        }
        if (NO.contains(word) || word.equals("0")) {
            return OptionalDouble.empty();
        }
        throw new BadRowException("expected true or false, got: " + text);
    }

    private double number() throws BadRowException {
        double value;
        try {
            value = new BigDecimal(word).doubleValue();
        } catch (NumberFormatException e) {
            throw new BadRowException("expected a number, got: " + text);
        }
        if (Math.abs(value) > GREATEST_VALUE) {
            throw new BadRowException("expected a number of at most 1e12, got: " + text);
        }
        return value;
    }
}
