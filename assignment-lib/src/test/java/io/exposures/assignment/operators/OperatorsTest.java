package io.exposures.assignment.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exposures.assignment.AssignmentException;
import io.exposures.assignment.language.PlanOut;
import io.exposures.assignment.script.Script;
import io.exposures.assignment.script.ScriptLimits;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OperatorsTest {

    private static Map<String, @Nullable Object> run(Operators operators, String source) {
        return Script.of(PlanOut.compile(source), operators, ScriptLimits.DEFAULT)
                .evaluate("s", Map.of("userid", 7), Map.of())
                .params();
    }

    @Test
    void theTableHoldsAllOfPlanOutsOperators() {
        assertThat(Operators.standard().names())
                .containsExactlyInAnyOrder(
                        "literal",
                        "get",
                        "set",
                        "seq",
                        "return",
                        "array",
                        "coalesce",
                        "and",
                        "or",
                        "cond",
                        "map",
                        "index",
                        "length",
                        "equals",
                        "<",
                        "<=",
                        ">",
                        ">=",
                        "not",
                        "negative",
                        "sum",
                        "product",
                        "/",
                        "%",
                        "min",
                        "max",
                        "round",
                        "exp",
                        "sqrt",
                        "randomFloat",
                        "randomInteger",
                        "bernoulliTrial",
                        "bernoulliFilter",
                        "uniformChoice",
                        "weightedChoice",
                        "sample",
                        "fastSample");
    }

    @Test
    void anOperatorOfOnesOwnGetsItsArgumentsEvaluatedAndItsResultIsAValue() {
        Operators operators = Operators.standard()
                .with("twice", arguments -> 2 * (int) arguments.number("value"))
                .with("words", arguments -> List.of(arguments.string("text").split(" ")));

        assertThat(run(operators, "x = twice(1 + 2); y = words(text='a b');"))
                .isEqualTo(Map.of("x", 6L, "y", List.of("a", "b")));
    }

    @Test
    void aRandomOperatorOfOnesOwnHashesAsTheBuiltInOnesDo() {
        Operators operators = Operators.standard()
                .with("percentile", arguments -> (long) (arguments.zeroToOne() * 100))
                .with("draws", arguments -> List.of(arguments.hash(1L), arguments.hash(2L), arguments.hash()));
        String builtIn = "p = randomFloat(min=0, max=100, unit=userid, salt='x');"
                + "d = bernoulliFilter(choices=[1, 2], p=1, unit=userid, salt='x');";

        Map<String, @Nullable Object> params = run(
                operators,
                builtIn
                        + "x = percentile(unit=userid); y = draws(unit=userid, salt='x'); z = draws(unit=[userid], salt='x');");

        Double percentage = (Double) Objects.requireNonNull(params.get("p"));
        assertThat(params.get("x")).isEqualTo(percentage.longValue());
        List<?> scalar = (List<?>) Objects.requireNonNull(params.get("y"));
        List<?> grown = (List<?>) Objects.requireNonNull(params.get("z"));
        assertThat(scalar.get(0)).isEqualTo(grown.get(0));
        assertThat(scalar.get(1)).isNotEqualTo(grown.get(1));
    }

    @Test
    void anOperatorMayEvaluateAnotherScriptBetweenItsHashes() {
        Script other = Script.fromSource("o = randomFloat(min=0, max=1, unit=9);");
        Operator plain = arguments -> List.of(arguments.hash(1L), arguments.hash(2L));
        Operator busy = arguments -> {
            long first = arguments.hash(1L);
            other.evaluate("other", Map.of(), Map.of());
            return List.of(first, arguments.hash(2L));
        };
        Operators operators = Operators.standard().with("plain", plain).with("busy", busy);

        for (String unit : List.of("userid", "[userid, 3]")) {
            Map<String, @Nullable Object> params =
                    run(operators, "x = plain(unit=U, salt='s'); y = busy(unit=U, salt='s');".replace("U", unit));
            assertThat(params.get("y")).isEqualTo(params.get("x"));
        }
    }

    @Test
    void anExistingOperatorCannotBeRedefined() {
        Operators more = Operators.standard().with("twice", arguments -> 2);

        assertThatThrownBy(() -> more.with("twice", arguments -> 3)).hasMessageContaining("twice");
        assertThatThrownBy(() -> more.with("sum", arguments -> 3)).hasMessageContaining("sum");
        assertThat(Operators.standard().names()).doesNotContain("twice");
    }

    @Test
    void whatAnOperatorThrowsBecomesAnErrorThatNamesIt() {
        Operators operators = Operators.standard().with("broken", arguments -> {
            throw new IllegalStateException("no connection");
        });

        assertThatThrownBy(() -> run(operators, "x = broken();"))
                .isInstanceOf(AssignmentException.class)
                .hasMessage("x = ...: broken: java.lang.IllegalStateException: no connection");
    }

    @Test
    void readersSayWhatTheyFoundAndWhatTheyExpected() {
        Operators operators = Operators.standard()
                .with("list", arguments -> arguments.list("a"))
                .with("text", arguments -> arguments.string("a"))
                .with("integer", arguments -> arguments.integer("a"))
                .with("number", arguments -> arguments.number("a"))
                .with("share", arguments -> arguments.probability("a"));

        assertThatThrownBy(() -> run(operators, "list(b=1);".replace("list", "x = list")))
                .hasMessageContaining("list: argument a is missing");
        assertThatThrownBy(() -> run(operators, "x = list(a='s');"))
                .hasMessageContaining("a is a string; expected a list");
        assertThatThrownBy(() -> run(operators, "x = text(a=1);"))
                .hasMessageContaining("is an integer; expected a string");
        assertThatThrownBy(() -> run(operators, "x = integer(a=4/2);"))
                .hasMessageContaining("is a float; expected an integer");
        assertThatThrownBy(() -> run(operators, "x = number(a=[]);"))
                .hasMessageContaining("is a list; expected a number");
        assertThatThrownBy(() -> run(operators, "x = number(a=@{});"))
                .hasMessageContaining("is a map; expected a number");
        assertThatThrownBy(() -> run(operators, "x = share(a=2);")).hasMessageContaining("a number from 0 to 1");
    }
}
