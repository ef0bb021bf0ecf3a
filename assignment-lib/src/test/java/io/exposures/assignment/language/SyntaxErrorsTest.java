package io.exposures.assignment.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class SyntaxErrorsTest {

    @Test
    void anErrorNamesLineColumnFoundAndExpected() {
        assertThat(errors("x = 1;\r\ny = \"\uD83D\uDE00\" + ;"))
                .containsExactly(new SyntaxError(2, 11, "\";\"", "an expression"));
    }

    @Test
    void theMessageListsEveryError() {
        SyntaxException exception =
                catchThrowableOfType(SyntaxException.class, () -> PlanOut.compile("x = ;\ny = (1;\nz = 2;"));
        assertThat(exception)
                .hasMessage("line 1, column 5: found \";\", expected an expression\n"
                        + "line 2, column 7: found \";\", expected an operator or \")\"");
    }

    @Test
    void readingGoesOnAfterAMissingSemicolon() {
        assertThat(errors("x = 1\ny = 2\nif (x) {z = 3}\nw = 4;"))
                .containsExactly(
                        new SyntaxError(2, 1, "name \"y\"", "an operator or \";\""),
                        new SyntaxError(3, 1, "\"if\"", "an operator or \";\""),
                        new SyntaxError(3, 14, "\"}\"", "an operator or \";\""));
    }

    @Test
    void aMistakeInsideABlockDoesNotHideTheNextOnes() {
        assertThat(errors("if (a) {\n  x = f(1, ;\n  y = [1 2];\n  z = 3;\n} else {\n  w = @foo;\n}\nv = ;"))
                .extracting(SyntaxError::line)
                .containsExactly(2, 3, 6, 8);
    }

    @Test
    void aBrokenConditionDoesNotSpoilWhatFollows() {
        assertThat(errors("if (a {\n  x = 1;\n}\ny = 2;\nz = ;"))
                .extracting(SyntaxError::line)
                .containsExactly(1, 5);
    }

    @Test
    void aBraceTooManyIsReportedOnce() {
        assertThat(errors("x = 1; } y = 2;\nz = ;"))
                .containsExactly(
                        new SyntaxError(1, 8, "\"}\"", "a statement (an assignment, if, return or switch)"),
                        new SyntaxError(2, 5, "\";\"", "an expression"));
    }

    @Test
    void aBlockThatIsNeverClosedIsReportedOnce() {
        assertThat(errors("if (a) { if (b) { x = {"))
                .containsExactly(new SyntaxError(1, 24, "the end of the script", "a statement or \"}\""));
    }

    @Test
    void charactersThatAreNoTokenAreReportedOnceForEachRun() {
        assertThat(errors("x = a.b;\ny = a ? b : ~~~~é;\nz = \"open;"))
                .containsExactly(
                        new SyntaxError(1, 6, "character \".\"", "a name, a number, a string or an operator"),
                        new SyntaxError(2, 7, "character \"?\"", "a name, a number, a string or an operator"),
                        new SyntaxError(2, 13, "character \"~\"", "a name, a number, a string or an operator"),
                        new SyntaxError(3, 5, "a string without an end", "a closing \""));
    }

    @Test
    void noMoreThanTwentyErrorsAreReported() {
        assertThat(errors("x = ;\n".repeat(1000))).hasSize(20);
    }

    @Test
    void aLongTokenIsShortened() {
        assertThat(errors("x = 1 " + "y".repeat(100) + ";"))
                .extracting(SyntaxError::found)
                .containsExactly("name \"" + "y".repeat(40) + "...\"");
    }

    private static List<SyntaxError> errors(String source) {
        return catchThrowableOfType(SyntaxException.class, () -> PlanOut.compile(source))
                .errors();
    }
}
