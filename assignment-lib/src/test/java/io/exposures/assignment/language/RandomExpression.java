package io.exposures.assignment.language;

import java.util.List;
import java.util.Random;

/**
 * A random expression: its tree as JSON, and its text with no more parentheses than precedence asks for.
 *
 * @param text PlanOut text
 * @param json compiled form
 * @param level how tightly its outermost operator binds
 * @param endsInNegative whether a prefix minus at its right end would swallow a product sign written after it
 */
record RandomExpression(String text, String json, int level, boolean endsInNegative) {

    private static final int PRODUCT_LEVEL = 4;
    private static final int NOT_LEVEL = 5;
    private static final int ATOM_LEVEL = 7;

    private record Sign(String text, int level, String json) {}

    private static final List<Sign> SIGNS = List.of(
            new Sign("||", 1, "{\"op\": \"or\", \"values\": [%s, %s]}"),
            new Sign("&&", 1, "{\"op\": \"and\", \"values\": [%s, %s]}"),
            new Sign("??", 1, "{\"op\": \"coalesce\", \"values\": [%s, %s]}"),
            new Sign("==", 2, "{\"op\": \"equals\", \"left\": %s, \"right\": %s}"),
            new Sign("!=", 2, "{\"op\": \"not\", \"value\": {\"op\": \"equals\", \"left\": %s, \"right\": %s}}"),
            new Sign("<", 2, "{\"op\": \"<\", \"left\": %s, \"right\": %s}"),
            new Sign(">=", 2, "{\"op\": \">=\", \"left\": %s, \"right\": %s}"),
            new Sign("+", 3, "{\"op\": \"sum\", \"values\": [%s, %s]}"),
            new Sign("-", 3, "{\"op\": \"sum\", \"values\": [%s, {\"op\": \"negative\", \"value\": %s}]}"),
            new Sign("*", 4, "{\"op\": \"product\", \"values\": [%s, %s]}"),
            new Sign("/", 4, "{\"op\": \"/\", \"left\": %s, \"right\": %s}"),
            new Sign("%", 4, "{\"op\": \"%%\", \"left\": %s, \"right\": %s}"));

    static RandomExpression of(Random random, int depth) {
        if (depth == 0) {
            return atom(random);
        }
        return switch (random.nextInt(6)) {
            case 0 -> atom(random);
            case 1 -> negative(of(random, depth - 1));
            case 2 -> not(of(random, depth - 1));
            case 3 -> indexed(of(random, depth - 1), of(random, depth - 1));
            default -> binary(of(random, depth - 1), SIGNS.get(random.nextInt(SIGNS.size())), of(random, depth - 1));
        };
    }

    private static RandomExpression atom(Random random) {
        int number = random.nextInt(10);
        return random.nextBoolean()
                ? new RandomExpression(
                        "v" + number, "{\"op\": \"get\", \"var\": \"v" + number + "\"}", ATOM_LEVEL, false)
                : new RandomExpression("" + number, "" + number, ATOM_LEVEL, false);
    }

    private static RandomExpression negative(RandomExpression operand) {
        RandomExpression shown = operand.atLeast(PRODUCT_LEVEL);
        String json = "{\"op\": \"negative\", \"value\": " + shown.json + "}";
        // As an operand it never needs parentheses on the right, so it counts as an atom there.
        return new RandomExpression("- " + shown.text, json, NOT_LEVEL, true);
    }

    private static RandomExpression not(RandomExpression operand) {
        RandomExpression shown = operand.atLeast(NOT_LEVEL);
        String json = "{\"op\": \"not\", \"value\": " + shown.json + "}";
        return new RandomExpression("!" + shown.text, json, NOT_LEVEL, shown.endsInNegative);
    }

    private static RandomExpression indexed(RandomExpression base, RandomExpression index) {
        RandomExpression shown = base.atLeast(ATOM_LEVEL);
        String json = "{\"op\": \"index\", \"base\": " + shown.json + ", \"index\": " + index.json + "}";
        return new RandomExpression(shown.text + "[" + index.text + "]", json, ATOM_LEVEL, false);
    }

    private static RandomExpression binary(RandomExpression left, Sign sign, RandomExpression right) {
        boolean wouldSwallow = left.endsInNegative && sign.level >= PRODUCT_LEVEL;
        RandomExpression shownLeft = wouldSwallow ? left.parenthesised() : left.atLeast(sign.level);
        RandomExpression shownRight = right.atLeast(sign.level + 1);
        return new RandomExpression(
                shownLeft.text + " " + sign.text + " " + shownRight.text,
                sign.json.formatted(shownLeft.json, shownRight.json),
                sign.level,
                shownRight.endsInNegative);
    }

    private RandomExpression atLeast(int required) {
        return level >= required ? this : parenthesised();
    }

    private RandomExpression parenthesised() {
        return new RandomExpression("(" + text + ")", json, ATOM_LEVEL, false);
    }
}
