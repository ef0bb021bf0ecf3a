package io.exposures.assignment.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exposures.assignment.script.ScriptJson;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceLimitsTest {

    /** Less than the usual megabyte: the caller has used some. */
    private static final long SMALL_STACK = 768 * 1024;

    @Test
    void aLongScriptIsRefused() {
        assertThatThrownBy(() -> PlanOut.compile("x = 12;", new SourceLimits(6, 10, 10)))
                .isInstanceOf(SyntaxException.class)
                .hasMessage("line 1, column 1: found 7 characters, expected at most 6");
    }

    @Test
    void nestingBeyondTheLimitIsRefusedWhereItHappens() {
        assertThat(PlanOut.compile("x = ((1));", new SourceLimits(100, 2, 10))).isNotNull();
        assertThatThrownBy(() -> PlanOut.compile("x = (([1]));", new SourceLimits(100, 2, 10)))
                .hasMessage("line 1, column 7: found more than 2 open brackets, blocks and prefix operators,"
                        + " expected a simpler script");
    }

    @Test
    void aChainDeeperThanTheLimitIsRefusedWhereItHappens() {
        assertThat(PlanOut.compile("x = 1 + 2 + 3;", new SourceLimits(100, 1, 7)))
                .isNotNull();
        assertThatThrownBy(() -> PlanOut.compile("x = 1 + 2 + 3 + 4 + 5;", new SourceLimits(100, 1, 7)))
                .hasMessage("line 1, column 22: found an expression more than 7 levels deep,"
                        + " expected a simpler script");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(", "[", "f(", "f(a=", "@[", "@{1:", "{x=", "a[", "-", "!", "if(a){", "if(", "switch{", "@[{"})
    void deepNestingEndsInAClearError(String opening) throws InterruptedException {
        Throwable thrown = compileOnSmallStack("x = " + opening.repeat(900_000 / opening.length()));
        assertThat(thrown).isInstanceOf(SyntaxException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {"a+ ~ 1", "a|| ~ 1", "a[0] ~ ''", "a-b* ~ 1", "!a[0]!= ~ 1", "-a+ ~ 1", "a[a[a[0]]]- ~ 1"})
    void longChainsEndInAClearError(String link, String end) throws InterruptedException {
        String chain = link.endsWith("]") ? "a" + "[0]".repeat(200_000) : link.repeat(900_000 / link.length()) + end;
        assertThat(compileOnSmallStack("x = " + chain + ";"))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining("levels deep");
    }

    @Test
    void whatTheLimitsAllowFitsOnASmallStack() throws InterruptedException {
        assertThat(compileOnSmallStack("x = " + nested("(a || b == c + d * ", 140, "1", ")") + ";"))
                .isNull();
        assertThat(compileOnSmallStack("x = " + nested("(a == -", 99, "1", ")") + ";"))
                .isNull();
        assertThat(compileOnSmallStack("x = @" + nested("[", 199, "", "]") + ";"))
                .isNull();
        assertThat(compileOnSmallStack(nested("if (a) {", 190, "", "}"))).isNull();
    }

    private static String nested(String opening, int levels, String centre, String closing) {
        return opening.repeat(levels) + centre + closing.repeat(levels);
    }

    @Test
    void limitsMustBePositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SourceLimits(1, 0, 1))
                .withMessage("maxNesting must be positive, got 0");
    }

    /** Returns what was thrown; also writes and reads the result, for that recurses too. */
    private static @Nullable Throwable compileOnSmallStack(String source) throws InterruptedException {
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(
                null, () -> ScriptJson.parse(ScriptJson.write(PlanOut.compile(source))), "small stack", SMALL_STACK);
        thread.setUncaughtExceptionHandler((failed, throwable) -> thrown.set(throwable));
        thread.start();
        thread.join();
        return thrown.get();
    }
}
