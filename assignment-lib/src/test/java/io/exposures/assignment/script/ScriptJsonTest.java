package io.exposures.assignment.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptJsonTest {

    @Test
    void integersAndFloatsStayApart() {
        assertThat(ScriptJson.parse("[1, 1.0, 1e0, 1E2, -0, -0.0, 1e999]"))
                .isEqualTo(List.of(1L, 1.0, 1.0, 100.0, 0L, -0.0, Double.POSITIVE_INFINITY));
    }

    @Test
    void integersAreExactAtAnySize() {
        assertThat(ScriptJson.parse(
                        "[9223372036854775807, -9223372036854775808, 9223372036854775808, 1" + "0".repeat(4000) + "]"))
                .isEqualTo(List.of(
                        Long.MAX_VALUE, Long.MIN_VALUE, BigInteger.ONE.shiftLeft(63), BigInteger.TEN.pow(4000)));
    }

    @Test
    void keysKeepTheirOrderAndTheLastValueOfARepeatedKeyWins() {
        assertThat(ScriptJson.write(ScriptJson.parse("{\"b\": 1, \"a\": 2, \"10\": 3, \"9\": 4, \"b\": 5}")))
                .isEqualTo("{\"b\": 5, \"a\": 2, \"10\": 3, \"9\": 4}");
    }

    @Test
    void textIsWrittenAsPythonWritesIt() {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        value.put("list", Arrays.asList(1L, -2.0, 1e16, 1e-7, null, true, false, BigInteger.TEN.pow(30)));
        value.put("empty", List.of(List.of(), Map.of()));
        value.put("\"\\/\b\f\n\r\t\u0000\u001f\u007f~é\u2028\uD83D\uDE00\uD800", "");
        value.put("odd", List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));

        assertThat(ScriptJson.write(value))
                .isEqualTo("{\"list\": [1, -2.0, 1e+16, 1e-07, null, true, false, 1000000000000000000000000000000], "
                        + "\"empty\": [[], {}], "
                        + "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\\u007f~\\u00e9\\u2028\\ud83d\\ude00\\ud800\": \"\", "
                        + "\"odd\": [NaN, Infinity, -Infinity]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "`` ~ line 1, column 1: expected a JSON value, found the end of the text",
                "[1] 2 ~ line 1, column 5: expected the end of the text after the value",
                "[1, ~ line 1, column 4: Unexpected end-of-input",
                "[1,] ~ line 1, column 4: Unexpected character (']'",
                "{\"a\" 1} ~ line 1, column 6: Unexpected character ('1'",
                "{a: 1} ~ line 1, column 2: Unexpected character ('a'",
                "01 ~ line 1, column 2: Invalid numeric value: Leading zeroes not allowed",
                "NaN ~ line 1, column 4: Non-standard token 'NaN'",
                "\"a ~ line 1, column 3: Unexpected end-of-input",
            })
    void anErrorNamesItsPlace(String text, String message) {
        assertThatThrownBy(() -> ScriptJson.parse(text))
                .isInstanceOf(JsonException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nul", "+1", ".5", "1.", "'a'", "\"\t\"", "\"\\x\"", "\"\\u12\"", "}", "]", "[1 2]", "// c"})
    void whatIsNotJsonIsRefused(String text) {
        assertThatThrownBy(() -> ScriptJson.parse(text)).isInstanceOf(JsonException.class);
    }

    @Test
    void aTextBeyondTheLimitsIsRefused() {
        JsonLimits limits = new JsonLimits(10, 2);
        assertThat(ScriptJson.parse("[[1]]", limits)).isEqualTo(List.of(List.of(1L)));
        assertThatThrownBy(() -> ScriptJson.parse("[[[1]]]", limits))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("nesting depth (3) exceeds the maximum allowed (2");
        assertThatThrownBy(() -> ScriptJson.parse("[1,2,3,4,5]", limits))
                .isInstanceOf(JsonException.class)
                .hasMessage("11 characters of JSON, at most 10 allowed");
        assertThatThrownBy(() -> ScriptJson.parse("9".repeat(5000)))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("Number value length (5000) exceeds the maximum allowed (4300");
    }

    @Test
    void aValueThatIsNotPlanOutsIsNotWritten() {
        assertThatThrownBy(() -> ScriptJson.write(List.of(1)))
                .isInstanceOf(JsonException.class)
                .hasMessage("expected a PlanOut value, got a java.lang.Integer");
        assertThatThrownBy(() -> ScriptJson.write(Map.of(1L, 2L)))
                .isInstanceOf(JsonException.class)
                .hasMessage("expected a string as the key of a map, got 1");
    }

    @Test
    void aListThatContainsItselfIsNotWritten() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        assertThatThrownBy(() -> ScriptJson.write(list))
                .isInstanceOf(JsonException.class)
                .hasMessage("more than 1000 lists and maps inside each other");
    }
}
