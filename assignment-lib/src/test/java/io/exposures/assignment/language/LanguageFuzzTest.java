package io.exposures.assignment.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.exposures.assignment.script.ScriptJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Random texts give a compiled script or a syntax error, and random expressions the tree that they were made from. */
class LanguageFuzzTest {

    private static final long SEED = 71_077_345;
    private static final int ROUNDS = 4000;
    private static final SourceLimits LIMITS = new SourceLimits(300, 20, 100);

    private static final List<String> FRAGMENTS = List.of(
            "true",
            "false",
            "null",
            "switch",
            "if",
            "else",
            "return",
            "<-",
            "||",
            "&&",
            "??",
            "==",
            ">=",
            "<=",
            "!=",
            "=>",
            ";",
            ";",
            ";",
            "=",
            "=",
            ":",
            "[",
            "]",
            "(",
            ")",
            ",",
            "{",
            "}",
            "+",
            "%",
            "*",
            "-",
            "/",
            ">",
            "<",
            "!",
            "@",
            "x",
            "y",
            "f(",
            "f(a=",
            "x = ",
            "if (x) {",
            "else {",
            "switch { x =>",
            "@{1:",
            "@[",
            "1",
            "2.5",
            ".5",
            "1e3",
            "1e400",
            "007",
            "\"a\"",
            "'b'",
            "\"\\\"\"",
            "\"",
            "'",
            "\\",
            "# c\n",
            "# c\r\n",
            "#",
            "\n",
            "\r",
            " ",
            "\u2028",
            "é",
            "\uD83D\uDE00",
            "\uD800",
            "\u0000",
            "$",
            "&",
            "|",
            "?",
            ".");

    @RepeatedTest(5)
    void anyTextGivesAScriptOrASyntaxError(RepetitionInfo repetition) {
        long seed = SEED + repetition.getCurrentRepetition();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            String source = random.nextInt(4) == 0 ? randomBytes(random) : randomFragments(random);
            checkOutcome(source, seed);
        }
    }

    @RepeatedTest(5)
    void anExpressionWithoutNeedlessParenthesesCompilesToItsTree(RepetitionInfo repetition) {
        long seed = SEED + repetition.getCurrentRepetition();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            RandomExpression expression = RandomExpression.of(random, 5);
            assertThat(ScriptJson.write(PlanOut.compile("x = " + expression.text() + ";")))
                    .as("seed %d, source %s", seed, expression.text())
                    .isEqualTo("{\"op\": \"seq\", \"seq\": [{\"op\": \"set\", \"var\": \"x\", \"value\": "
                            + expression.json() + "}]}");
        }
    }

    private static void checkOutcome(String source, long seed) {
        String context = "seed " + seed + ", source " + ScriptJson.write(source);
        try {
            Object compiled = PlanOut.compile(source, LIMITS);
            assertThat(ScriptJson.parse(ScriptJson.write(compiled))).as(context).isEqualTo(compiled);
        } catch (SyntaxException e) {
            assertThat(e.errors()).as(context).isNotEmpty().allSatisfy(error -> {
                assertThat(error.line()).isBetween(1, lines(source));
                assertThat(error.column()).isBetween(1, source.length() + 1);
                assertThat(error.found()).isNotBlank();
                assertThat(error.expected()).isNotBlank();
            });
        } catch (RuntimeException | StackOverflowError e) {
            fail(context, e);
        }
    }

    private static int lines(String source) {
        return 1
                + (int) source.chars()
                        .filter(c -> Characters.isLineTerminator((char) c))
                        .count();
    }

    private static String randomBytes(Random random) {
        byte[] bytes = new byte[random.nextInt(100)];
        random.nextBytes(bytes);
        return new String(bytes, random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16BE);
    }

    private static String randomFragments(Random random) {
        StringBuilder source = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            source.append(FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
            source.append(random.nextInt(3) == 0 ? " " : "");
        }
        return source.toString();
    }
}
