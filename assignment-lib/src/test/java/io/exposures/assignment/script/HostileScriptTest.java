package io.exposures.assignment.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exposures.assignment.AssignmentException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Scripts that want too much fail with a clear error, and soon. */
class HostileScriptTest {
    private static final Map<String, @Nullable Object> INPUTS = Map.of("userid", 1);

    private static Script.Result run(String source) {
        return Script.fromSource(source).evaluate("s", INPUTS, Map.of());
    }

    private static String repeat(int times, String format) {
        return IntStream.range(0, times)
                .mapToObj(i -> format.replace("N", String.valueOf(i)).replace("M", String.valueOf(i + 1)))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void listsThatDoubleWithoutEndAreRefusedAsAResult() {
        assertThatThrownBy(() -> run("v0 = [1];" + repeat(60, "vM = [vN, vN];")))
                .isInstanceOf(AssignmentException.class)
                .hasMessage("the parameters hold more than 100000 values");
    }

    @Test
    void listsThatDoubleWithoutEndAreNotCompared() {
        String source = "v0 = [1]; w0 = [1];" + repeat(60, "vM = [vN, vN]; wM = [wN, wN];") + "x = v60 == w60;";

        assertThatThrownBy(() -> run(source)).hasMessageContaining("the script does more than 1000000 operations");
    }

    @Test
    void listsThatDoubleWithoutEndAreNotOrdered() {
        String source = "v0 = [1]; w0 = [1];" + repeat(60, "vM = [vN, vN]; wM = [wN, wN];") + "x = v60 < w60;";

        assertThatThrownBy(() -> run(source)).hasMessageContaining("the script does more than 1000000 operations");
    }

    @Test
    void listsThatDoubleWithoutEndHaveNoTextAsAUnit() {
        String source = "v0 = [1];" + repeat(60, "vM = [vN, vN];") + "x = randomFloat(min=0, max=1, unit=[v60]);";

        assertThatThrownBy(() -> run(source)).hasMessageContaining("longer than 1048576 characters");
    }

    @Test
    void listsThatDoubleWithoutEndAreNotAppendedToAUnit() {
        String source = "u = [1]; v0 = [1];" + repeat(60, "vM = [vN, vN];")
                + "x = bernoulliFilter(choices=[v60], p=1, unit=u);";

        assertThatThrownBy(() -> run(source)).hasMessageContaining("longer than 1048576 characters");
    }

    @Test
    void numbersThatSquareWithoutEndAreRefused() {
        assertThatThrownBy(() -> run("v0 = 12345;" + repeat(60, "vM = vN * vN;")))
                .hasMessageContaining("product: the result has more than 65536 bits");
    }

    @Test
    void valuesNestedWithoutEndAreRefused() {
        assertThatThrownBy(() -> run("v = [1];" + repeat(2000, "v = [v];")))
                .hasMessage("a parameter is nested deeper than 500");
        assertThatThrownBy(() -> run("v = [1]; w = [1];" + repeat(2000, "v = [v]; w = [w];") + "x = v == w;"))
                .hasMessageContaining("nested deeper than 500");
        assertThatThrownBy(
                        () -> run("v = [1];" + repeat(2000, "v = [v];") + "x = randomFloat(min=0, max=1, unit=[v]);"))
                .hasMessageContaining("nested deeper than 500");
    }

    @Test
    void aUnitThatGrowsWithEachHashDoesSoWithinLimits() {
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>(INPUTS);
        inputs.put("items", Collections.nCopies(30_000, "an item of some length"));
        Script script = Script.fromSource("x = bernoulliFilter(choices=items, p=0.5, unit=[userid]);");

        assertThatThrownBy(() -> script.evaluate("s", inputs, Map.of()))
                .hasMessageContaining("the script does more than 1000000 operations");
    }

    @Test
    void aListIsNotAppendedToItselfNotEvenFromInside() {
        assertThatThrownBy(() -> run("u = [1, 2]; x = bernoulliFilter(choices=[u], p=1, unit=u);"))
                .hasMessageContaining("a list cannot be appended to itself as a unit");
        assertThatThrownBy(() -> run("u = [1]; v = [[u]]; x = bernoulliFilter(choices=v, p=1, unit=u);"))
                .hasMessageContaining("a list cannot be appended to itself as a unit");
    }

    @Test
    void choicesThatAreTheUnitAreThoseAtTheStart() {
        assertThat(run("u = [1, 2]; x = bernoulliFilter(choices=u, p=1, unit=u);")
                        .params())
                .isEqualTo(Map.of("u", List.of(1L, 2L, 1L, 2L), "x", List.of(1L, 2L)));
    }

    @Test
    void aScriptThatIsTooDeepTooLargeOrHasTooLongAListIsRefused() {
        Object deep = 1L;
        for (int i = 0; i < 1001; i++) {
            deep = List.of(deep);
        }
        Object tooDeep = deep;

        assertThatThrownBy(() -> Script.of(tooDeep)).hasMessage("the script has more than 1000 levels");
        assertThatThrownBy(() -> Script.of(Collections.nCopies(50_001, 1L)))
                .hasMessage("the script has more than 50000 elements in a list");
        assertThatThrownBy(() -> Script.of(Collections.nCopies(400, Collections.nCopies(400, 1L))))
                .hasMessage("the script has more than 100000 values");
        assertThatThrownBy(() -> Script.of(Map.of("op", Thread.State.class)))
                .isInstanceOf(ScriptException.class)
                .hasMessageContaining("java.lang.Class");
    }

    @Test
    void aScriptAsDeepAsAllowedRunsOnASmallStack() throws InterruptedException {
        Object json = 1L;
        for (int i = 0; i < 499; i++) {
            json = Map.of("op", "product", "values", List.of(json, 1L));
        }
        Script script = Script.of(Map.of("op", "set", "var", "x", "value", json));
        List<Object> found = new ArrayList<>();
        Thread thread = new Thread(
                null, () -> found.add(script.evaluate("s", INPUTS, Map.of()).params()), "small", 512 * 1024);
        thread.start();
        thread.join();

        assertThat(found).containsExactly(Map.of("x", 1L));
    }

    @Test
    void limitsCanBeSetAndMustBePositive() {
        ScriptLimits few = new ScriptLimits(10, 100, 10, 5, 3);
        Object script = Map.of("op", "array", "values", List.of(1L, 2L, 3L, 4L, 5L, 6L));

        assertThatThrownBy(() -> Script.of(script, io.exposures.assignment.operators.Operators.standard(), few)
                        .evaluate("s", INPUTS, Map.of()))
                .hasMessage("the script does more than 5 operations");
        assertThatThrownBy(() -> new ScriptLimits(0, 1, 1, 1, 1)).hasMessage("maxDepth must be positive, got 0");
    }
}
