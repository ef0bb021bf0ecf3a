package io.exposures.assignment.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exposures.assignment.script.ScriptJson;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanOutTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "a || b && c ~ (a || b) && c",
                "a && b ?? c || d ~ ((a && b) ?? c) || d",
                "1 < 2 == true ~ (1 < 2) == true",
                "a + b - c ~ (a + b) - c",
                "a - b * c / d % e ~ a - (((b * c) / d) % e)",
                "a + b == c * d && e ~ ((a + b) == (c * d)) && e",
                "-a * b ~ -(a * b)",
                "-5 % 3 ~ -(5 % 3)",
                "-a + b ~ (-a) + b",
                "-a == b ~ (-a) == b",
                "- - a ~ -(-a)",
                "a * -b * c ~ a * (-(b * c))",
                "a * -b + c ~ (a * (-b)) + c",
                "!a == b ~ (!a) == b",
                "!a[0] ~ !(a[0])",
                "!a * b ~ (!a) * b",
                "!-a * b ~ !(-(a * b))",
                "-!a * b ~ -((!a) * b)",
                "a[0][1] ~ (a[0])[1]",
                "a + b[0] ~ a + (b[0])",
                "@[1, 2][0] ~ (@[1, 2])[0]",
                "{x = 1;}[0] ~ ({x = 1;})[0]",
                "x < -1 ~ x < (-1)",
            })
    void operatorsBindAsInTheReference(String source, String parenthesised) {
        assertThat(expression(source)).isEqualTo(expression(parenthesised));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "f() ~ {\"op\": \"f\"}",
                "f(a) ~ {\"value\": {\"op\": \"get\", \"var\": \"a\"}, \"op\": \"f\"}",
                "f([1]) ~ {\"value\": {\"op\": \"array\", \"values\": [1]}, \"op\": \"f\"}",
                "f(1, 2) ~ {\"values\": [1, 2], \"op\": \"f\"}",
                "f(p=1, q=2) ~ {\"p\": 1, \"q\": 2, \"op\": \"f\"}",
                "f(p=1, q=2, p=3) ~ {\"p\": 3, \"q\": 2, \"op\": \"f\"}",
                "f(op=1, q=2) ~ {\"op\": \"f\", \"q\": 2}",
                "f(__proto__=1, q=2) ~ {\"q\": 2, \"op\": \"f\"}",
                "f(a == b) ~ {\"value\": {\"op\": \"equals\", \"left\": {\"op\": \"get\", \"var\": \"a\"},"
                        + " \"right\": {\"op\": \"get\", \"var\": \"b\"}}, \"op\": \"f\"}",
                "a[1] ~ {\"op\": \"index\", \"base\": {\"op\": \"get\", \"var\": \"a\"}, \"index\": 1}",
                "1 - 2 ~ {\"op\": \"sum\", \"values\": [1, {\"op\": \"negative\", \"value\": 2}]}",
                "1 != 2 ~ {\"op\": \"not\", \"value\": {\"op\": \"equals\", \"left\": 1, \"right\": 2}}",
                "1 >= 2 ~ {\"op\": \">=\", \"left\": 1, \"right\": 2}",
                "-1 ~ {\"op\": \"negative\", \"value\": 1}",
                "[] ~ {\"op\": \"array\", \"values\": []}",
                "[,1, 2] ~ {\"op\": \"array\", \"values\": [1, 2]}",
                "{} ~ {\"op\": \"seq\", \"seq\": []}",
                "(true) ~ true",
                "@[,3] ~ {\"op\": \"literal\", \"value\": [3]}",
                "@{,\"a\": 3} ~ {\"op\": \"literal\", \"value\": {\"a\": 3}}",
                "@-3.5 ~ {\"op\": \"literal\", \"value\": -3.5}",
                "@null ~ {\"op\": \"literal\", \"value\": null}",
            })
    void expressionsCompileToTheReferencesJson(String source, String json) {
        assertThat(ScriptJson.write(expression(source))).isEqualTo(json);
    }

    @Test
    void statementsCompileToTheReferencesJson() {
        assertThat(compiled("if (a) {x = 1;} else if (b) c else {y <- 2;}; return x; switch { a => return 1; }"))
                .isEqualTo("{\"op\": \"seq\", \"seq\": [{\"op\": \"cond\", \"cond\": ["
                        + "{\"if\": {\"op\": \"get\", \"var\": \"a\"}, \"then\": {\"op\": \"seq\", \"seq\": ["
                        + "{\"op\": \"set\", \"var\": \"x\", \"value\": 1}]}}, "
                        + "{\"if\": {\"op\": \"get\", \"var\": \"b\"}, \"then\": {\"op\": \"get\", \"var\": \"c\"}}, "
                        + "{\"if\": true, \"then\": {\"op\": \"seq\", \"seq\": ["
                        + "{\"op\": \"set\", \"var\": \"y\", \"value\": 2}]}}]}, "
                        + "{\"op\": \"return\", \"value\": {\"op\": \"get\", \"var\": \"x\"}}, "
                        + "{\"op\": \"switch\", \"cases\": [{\"op\": \"case\","
                        + " \"condidion\": {\"op\": \"get\", \"var\": \"a\"},"
                        + " \"result\": {\"op\": \"return\", \"value\": 1}}]}]}");
    }

    @Test
    void aBranchExtendsAsFarAsItCan() {
        assertThat(compiled("if (a) {x = 1;} - 1")).isEqualTo(compiled("if (a) ({x = 1;} - 1)"));
        assertThat(compiled("if (a) {x = 1;} [0]")).isEqualTo(compiled("if (a) ({x = 1;}[0])"));
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 1",
        "1e2, 100",
        "4.0e0, 4",
        "007, 7",
        ".5, 0.5",
        "1.50, 1.5",
        "1e-7, 1e-07",
        "0.0, 0",
        "5e-324, 5e-324",
        "9007199254740993, 9007199254740992",
        "12345678901234567890, 12345678901234567000",
        "9223372036854775807, 9223372036854776000",
        "999999999999999868928, 999999999999999900000",
        "1e20, 100000000000000000000",
        "1e21, 1e+21",
        "123456789012345678901234, 1.2345678901234569e+23",
        "1e400, null",
        "1E5, 100000",
        "1e+2, 100"
    })
    void numbersAreWhatJavaScriptMakesOfThem(String source, String json) {
        assertThat(ScriptJson.write(expression(source))).isEqualTo(json);
    }

    @Test
    void integersAreLongsAndBeyond64BitsBig() {
        assertThat(expression("9007199254740992")).isEqualTo(9007199254740992L);
        assertThat(expression("1e20")).isEqualTo(BigInteger.TEN.pow(20));
        assertThat(expression("0.0")).isEqualTo(0L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "{\"b\": 1, \"a\": 2, \"b\": 3} ~ {\"b\": 3, \"a\": 2}",
                "{\"b\": 0, \"10\": 1, \"9\": 2, \"a\": 3, 0: 4} ~ {\"0\": 4, \"9\": 2, \"10\": 1, \"b\": 0, \"a\": 3}",
                "{\"01\": 0, \"-1\": 1, \"1.0\": 2, 1.0: 3} ~ {\"1\": 3, \"01\": 0, \"-1\": 1, \"1.0\": 2}",
                "{4294967295: 0, \"4294967294\": 1} ~ {\"4294967294\": 1, \"4294967295\": 0}",
                "{1.50: 0, 1e21: 1, 1e-7: 2, 1e-6: 3, 1e400: 4} ~"
                        + " {\"1.5\": 0, \"1e+21\": 1, \"1e-7\": 2, \"0.000001\": 3, \"Infinity\": 4}",
                "{true: 0, null: 1, -5: 2, -0: 3} ~ {\"0\": 3, \"true\": 0, \"null\": 1, \"-5\": 2}",
                "{123456789012345678901: 0} ~ {\"123456789012345680000\": 0}",
                "{\"__proto__\": {\"a\": 1}, \"b\": 2} ~ {\"b\": 2}",
                "{[1, null, [2, \"x\"], 1e21]: 0, {}: 1} ~ {\"1,,2,x,1e+21\": 0, \"[object Object]\": 1}",
            })
    void keysAreOrderedAndWrittenAsInJavaScript(String literal, String json) {
        assertThat(ScriptJson.write(expression("@" + literal)))
                .isEqualTo("{\"op\": \"literal\", \"value\": " + json + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "\"12\" ~ -12",
                "\" 1.5e1 \" ~ -15",
                "\"0x1F\" ~ -31",
                "\"0b11\" ~ -3",
                "\"\" ~ 0",
                "\"5.\" ~ -5",
                "\"-5\" ~ 5",
                "\"Infinity\" ~ null",
                "\"q\" ~ null",
                "\"1_0\" ~ null",
                "\"-0x10\" ~ null",
                "\".\" ~ null",
            })
    void aNegatedStringIsConvertedAsInJavaScript(String string, String json) {
        assertThat(ScriptJson.write(expression("@-" + string)))
                .isEqualTo("{\"op\": \"literal\", \"value\": " + json + "}");
    }

    @Test
    void escapesAreNeverDecoded() {
        assertThat(expression("\"a\\n\\\"\\\\\"")).isEqualTo("a\\n\\\"\\\\");
        assertThat(expression("'it\\'")).isEqualTo("it\\");
        assertThat(expression("\"two\nlines\"")).isEqualTo("two\nlines");
        assertThat(expression("@\"\\u0041\"")).isEqualTo(Map.of("op", "literal", "value", "\\u0041"));
    }

    @Test
    void theFirstRuleOfTheLexerWins() {
        assertThat(compiled("x<-1;")).isEqualTo(compiled("x = 1;"));
        assertThat(expression("truex")).isEqualTo(Map.of("op", "get", "var", "truex"));
        assertThat(expression("True")).isEqualTo(Map.of("op", "get", "var", "True"));
        assertThat(compiled("if (a) 1 b = 2;")).isEqualTo(compiled("if (a) 1; b = 2;"));
        assertThat(compiled("if (a) 1b = 2;")).isEqualTo(compiled("if (a) 1; b = 2;"));
        assertThat(compiled("if(a)null\nb=2;")).isEqualTo(compiled("if (a) null; b = 2;"));
    }

    @Test
    void whiteSpaceIsJavaScripts() {
        assertThat(compiled("\uFEFFx\u00A0=\u20281\u3000;\u000B")).isEqualTo(compiled("x = 1;"));
    }

    @Test
    void aCommentMayEndWithCarriageReturnAndLineFeed() {
        assertThat(compiled("# dos\r\nx = 1;\r\n# end")).isEqualTo(compiled("x = 1;"));
        assertThatThrownBy(() -> PlanOut.compile("# mac\rx = 1;"))
                .isInstanceOf(SyntaxException.class)
                .hasMessage("line 1, column 6: found a line terminator inside a comment,"
                        + " expected a line feed to end the comment");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x = 1",
                "x = 1;;",
                "f(1);",
                "return;",
                "if (a) x = 1;",
                "if (a) {x = 1;}; else {y = 2;}",
                "x = [1,];",
                "x = [,];",
                "x = [,,1];",
                "x = f(1,);",
                "x = f(,1);",
                "x = f(1)(2);",
                "x = f(1, a=2);",
                "x = f(a=1, 2);",
                "x = f(a<-1);",
                "x = y<-1;",
                "x = 5.;",
                "x = 1.e5;",
                "x = 0x10;",
                "x = @a;",
                "x = @[1 2];",
                "x = @{\"a\" 1};",
                "x = @--1;",
                "x = @{\"a\": 1,};",
                "x = \"a\\\nb\";",
                "x = \"a\\",
                "x = 'a;",
                "switch { a => x = 1; }",
                "switch { a => return 1 }",
                "}",
                "x = {y = 1;;",
                "true = 1;",
                "x = é;",
                "x = a & b;",
                "x = a =;",
                "x = a = b;",
            })
    void whatTheReferenceRefusesIsRefused(String source) {
        assertThatThrownBy(() -> PlanOut.compile(source)).isInstanceOf(SyntaxException.class);
    }

    private static @Nullable Object expression(String source) {
        Object script = PlanOut.compile("x = " + source + ";");
        assertThat(script).isInstanceOf(Map.class);
        List<?> statements = (List<?>) ((Map<?, ?>) Objects.requireNonNull(script)).get("seq");
        return ((Map<?, ?>) Objects.requireNonNull(statements).get(0)).get("value");
    }

    private static String compiled(String source) {
        return ScriptJson.write(PlanOut.compile(source));
    }
}
