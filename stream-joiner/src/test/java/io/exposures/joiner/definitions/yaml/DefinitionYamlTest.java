package io.exposures.joiner.definitions.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.exposures.records.AllocationEpoch;
import io.exposures.records.ArmDefinition;
import io.exposures.records.ExperimentDefinition;
import io.exposures.records.MetricDefinition;
import io.exposures.records.Role;
import io.exposures.records.Transform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionYamlTest {

    private static final String STEPS = "{\"layout\":\"steps\"}";
    private static final String ONE_PAGE = "{\"layout\":\"one_page\"}";
    private static final String TWO_ARMS = """
            name: x
            arms:
              - {label: a, params: {c: 1}, control: true}
              - {label: b, params: {c: 2}}
            """;

    private static ExperimentDefinition read(String text) {
        try {
            return DefinitionYaml.read(text);
        } catch (InvalidDefinitionException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> mistakes(String text) {
        InvalidDefinitionException refused =
                catchThrowableOfType(InvalidDefinitionException.class, () -> DefinitionYaml.read(text));
        return Objects.requireNonNull(refused, text).problems().stream()
                .map(problem -> problem.in("f"))
                .toList();
    }

    @Test
    void theExampleInTheDocumentationIsRead() throws IOException {
        ExperimentDefinition definition = read(Files.readString(Path.of("../docs/examples/checkout.yaml")));
        assertThat(definition)
                .isEqualTo(new ExperimentDefinition(
                        "checkout",
                        "checkout-2026-03",
                        DefinitionYaml.UNNUMBERED,
                        Duration.ofDays(7).toMillis(),
                        Instant.parse("2026-03-02T08:00:00Z"),
                        Instant.parse("2026-04-13T00:00:00Z"),
                        List.of("layout"),
                        List.of(
                                new ArmDefinition(STEPS, "steps", true),
                                new ArmDefinition(ONE_PAGE, "one page", false)),
                        List.of(
                                new AllocationEpoch(Instant.EPOCH, Map.of(STEPS, 95.0, ONE_PAGE, 5.0)),
                                new AllocationEpoch(
                                        Instant.parse("2026-03-09T08:00:00Z"), Map.of(STEPS, 50.0, ONE_PAGE, 50.0))),
                        List.of(
                                new MetricDefinition(
                                        "converted",
                                        "purchase",
                                        Transform.ANY,
                                        null,
                                        6,
                                        null,
                                        null,
                                        14,
                                        Role.PRIMARY,
                                        null),
                                new MetricDefinition(
                                        "revenue",
                                        "purchase",
                                        Transform.SUM,
                                        null,
                                        2,
                                        null,
                                        "500",
                                        14,
                                        Role.PRIMARY,
                                        null),
                                new MetricDefinition(
                                        "page errors",
                                        "error",
                                        Transform.COUNT,
                                        null,
                                        6,
                                        null,
                                        null,
                                        14,
                                        Role.GUARDRAIL,
                                        0.02),
                                new MetricDefinition(
                                        "basket size",
                                        "items",
                                        Transform.RATIO,
                                        "purchase",
                                        6,
                                        null,
                                        null,
                                        14,
                                        Role.SECONDARY,
                                        null)),
                        0.05,
                        20_000L));
    }

    @Test
    void whatIsWrittenIsPleasantToRead() throws IOException {
        String text = DefinitionYaml.write(read(Files.readString(Path.of("../docs/examples/checkout.yaml"))));
        assertThat(text)
                .contains("    cap_high: 500\n", "      one page: 5\n", "window: 7 days\n")
                .doesNotContain("!!", "'", "\"");
    }

    @Test
    void whatIsLeftOutHasADefault() {
        assertThat(read("name: x\nmetrics: [{name: buy}]"))
                .isEqualTo(new ExperimentDefinition(
                        "x",
                        "x",
                        DefinitionYaml.UNNUMBERED,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new MetricDefinition(
                                "buy", "buy", Transform.SUM, null, 6, null, null, 14, Role.SECONDARY, null)),
                        0.05,
                        10_000L));
    }

    @Test
    void sharesBesideTheArmsAreTheOnlyEpoch() {
        ExperimentDefinition definition = read("""
                name: x
                arms:
                  - {params: {c: 1}, control: true, share: 9}
                  - {params: {c: 2}, share: 1}
                """);
        assertThat(definition.getEpochs())
                .containsExactly(new AllocationEpoch(Instant.EPOCH, Map.of("{\"c\":1}", 9.0, "{\"c\":2}", 1.0)));
    }

    @Test
    void armsAreTheCanonicalJsonOfTheirParameters() {
        ExperimentDefinition definition = read("""
                name: x
                arms:
                  - control: true
                    params:
                      z: no
                      y: null
                      x: 1.50
                      w: true
                      v: 123456789012345678901234567890
                      u: [10, {b: 2.5, a: "1"}]
                """);
        assertThat(definition.getArms().get(0).getArm())
                .isEqualTo("{\"u\":[10,{\"a\":\"1\",\"b\":2.5}],\"v\":123456789012345678901234567890,\"w\":true,"
                        + "\"x\":1.5,\"y\":null,\"z\":\"no\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "7 days, PT168H",
        "1 day, PT24H",
        "36 hours, PT36H",
        "1 day 12 hours, PT36H",
        "90 minutes, PT1H30M",
        "5 seconds, PT5S",
        "20 milliseconds, PT0.02S",
        "P7D, PT168H",
        "PT1H30M, PT1H30M",
        "3650 days, PT87600H"
    })
    void windowsAreSpansOfTime(String text, Duration expected) {
        assertThat(read("name: x\nwindow: " + text).getWindow()).isEqualTo(expected.toMillis());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "7 dys",
                "days",
                "-1 days",
                "0 days",
                "3651 days",
                "P1M",
                "PT-1H",
                "PT0.0001S",
                "1.5 days",
                "999999999999999 days",
                "7 days ago",
                "7days12hours",
                "P99999999999999D",
                "[7 days]",
                "\"\""
            })
    void otherWindowsAreRefused(String text) {
        assertThat(mistakes("name: x\nwindow: " + text))
                .singleElement()
                .asString()
                .startsWith("f:2:9: window: expected");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01, 2026-03-01T00:00:00Z",
        "2026-03-01T08:00:00Z, 2026-03-01T08:00:00Z",
        "2026-03-01T08:00+01:00, 2026-03-01T07:00:00Z",
        "2026-03-01T08:00:00.125Z, 2026-03-01T08:00:00.125Z"
    })
    void timesHaveAnOffset(String text, Instant expected) {
        assertThat(read("name: x\nstart: " + text).getStart()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01T08:00:00",
                "01.03.2026",
                "2026-02-30",
                "1969-12-31",
                "+10000-01-01T00:00:00Z",
                "2026",
                "now",
                "2026-03-01T08:00:00.0001Z",
                "+999999999-12-31T23:59:59-18:00"
            })
    void otherTimesAreRefused(String text) {
        assertThat(mistakes("name: x\nstart: '" + text + "'"))
                .singleElement()
                .asString()
                .startsWith("f:2:8: start: ");
    }

    static Stream<Arguments> mistakesWithTheirPlaces() {
        return Stream.of(
                Arguments.of(
                        "name: x\nnmae: y",
                        "f:2:1: nmae: unknown field, expected one of name, salt, start, end,"
                                + " window, arm_params, arms, epochs, metrics, alpha, n_star; did you mean name?"),
                Arguments.of("salt: x", "f:1:1: name: expected a text, but the field is missing"),
                Arguments.of(
                        "name: x\nname: y", "f:2:1: name: expected each field once, got it again (first in line 1)"),
                Arguments.of("name:", "f:1:6: name: expected a text, got nothing"),
                Arguments.of("name: \"\\uD800\"", "f:1:7: name: expected a text, got \"\\ud800\""),
                Arguments.of("name: x\nsalt: [a]", "f:2:7: salt: expected a text, got a list"),
                Arguments.of(
                        "name: x\nstart: 2026-03-02\nend: 2026-03-02",
                        "f:3:6: end: expected after start (2026-03-02T00:00:00Z), got 2026-03-02T00:00:00Z"),
                Arguments.of("name: x\narm_params: colour", "f:2:13: arm_params: expected a list, got \"colour\""),
                Arguments.of(
                        "name: x\narm_params: [a, {b: c}]", "f:2:17: arm_params[1]: expected a text, got a mapping"),
                Arguments.of(
                        "name: x\narm_params: [a, a]",
                        "f:2:17: arm_params[1]: expected each name once, got \"a\" again"),
                Arguments.of(
                        "name: x\narm_params: [colour]\narms: [{params: {color: 1}, control: true}]",
                        "f:3:25: arms[0].params.color: expected one of arm_params (colour); did you mean colour?"),
                Arguments.of(
                        "name: x\narms: [{label: a, control: true}]",
                        "f:2:8: arms[0].params: expected the parameters of the arm with their values, but the field is"
                                + " missing"),
                Arguments.of("name: x\narms: [a]", "f:2:8: arms[0]: expected a mapping (name: value), got \"a\""),
                Arguments.of(
                        "name: x\narms: [{params: {c: 1}}]",
                        "f:2:7: arms: expected exactly one arm with control: true, got 0"),
                Arguments.of(
                        "name: x\narms: [{params: {c: 1}, control: yes}]",
                        "f:2:34: arms[0].control: expected true or false, got \"yes\""),
                Arguments.of(
                        "name: x\narms: [{params: {c: 1}, control: true}, {params: {c: 1}}]",
                        "f:2:50: arms[1].params: expected each arm once, got {\"c\":1} again"),
                Arguments.of(
                        "name: x\narms: [{label: a, params: {c: 1}, control: true}, {label: a, params: {c: 2}}]",
                        "f:2:59: arms[1].label: expected each label once, got \"a\" again"),
                Arguments.of(
                        "name: x\narms: [{params: {c: .nan}, control: true}]",
                        "f:2:21: arms[0].params.c: expected a value of JSON (a text, a number, true, false, null, a list"
                                + " or a mapping), got \".nan\""),
                Arguments.of(
                        "name: x\narms: [{params: {c: 1}, control: true, share: -1}]",
                        "f:2:47: arms[0].share: expected a number of at least 0, got \"-1\""),
                Arguments.of(
                        "name: x\narms: [{params: {c: 1}, control: true, share: 1}, {params: {c: 2}}]",
                        "f:2:7: arms: expected a share for every arm or for none, got 1 for 2"),
                Arguments.of(
                        "name: x\narms: [{params: {c: 1}, control: true, share: 0}]",
                        "f:2:7: arms: expected a share above 0 for at least one arm"),
                Arguments.of(
                        TWO_ARMS + "epochs: [{start: 2026-03-01, shares: {a: 1, b: 1}}]",
                        "f:5:18: epochs[0].start: expected no start in the first epoch, which is from the beginning"),
                Arguments.of(
                        TWO_ARMS + "epochs: [{shares: {a: 1, b: 1}}, {shares: {a: 1, b: 1}}]",
                        "f:5:34: epochs[1].start: expected when the epoch starts, but the field is missing"),
                Arguments.of(
                        TWO_ARMS + "epochs: [{shares: {a: 1, b: 1}}, {start: 1970-01-01, shares: {a: 1, b: 1}}]",
                        "f:5:42: epochs[1].start: expected after the epoch before (1970-01-01T00:00:00Z), got"
                                + " 1970-01-01T00:00:00Z"),
                Arguments.of(
                        TWO_ARMS + "epochs: [{}]",
                        "f:5:10: epochs[0].shares: expected a share for every arm, but the field is missing"),
                Arguments.of(
                        TWO_ARMS + "epochs: [{shares: {a: 1}}]",
                        "f:5:19: epochs[0].shares: expected a share for every arm, got none for {\"c\":2}"),
                Arguments.of(
                        TWO_ARMS + "epochs: [{shares: {a: 1, b: 1, c: 2}}]",
                        "f:5:35: epochs[0].shares.c: expected the label or the JSON of an arm, got \"c\"; did you mean a?"),
                Arguments.of(
                        TWO_ARMS + "epochs: [{shares: {a: 1, b: 1, '{\"c\":2}': 2}}]",
                        "f:5:43: epochs[0].shares.\"{\"c\":2}\": expected each arm once, got {\"c\":2} again"),
                Arguments.of(
                        "name: x\nepochs: [{shares: {a: 1}}]",
                        "f:2:23: epochs[0].shares.a: expected arms to be declared, got \"a\""),
                Arguments.of(
                        "name: x\narms: [{params: {c: 1}, control: true, share: 1}]\nepochs: [{shares: {}}]",
                        "f:3:9: epochs: expected shares either beside the arms or in epochs, got both"),
                Arguments.of(
                        "name: x\nmetrics: [{event: buy}]",
                        "f:2:11: metrics[0].name: expected a text, but the field is missing"),
                Arguments.of(
                        "name: x\nmetrics: [{name: a}, {name: a}]",
                        "f:2:29: metrics[1].name: expected each metric once, got \"a\" again"),
                Arguments.of(
                        "name: x\nmetrics: [{name: a, transform: som}]",
                        "f:2:32: metrics[0].transform: expected one of sum, count, any, ratio, got \"som\"; did you mean"
                                + " sum?"),
                Arguments.of(
                        "name: x\nmetrics: [{name: a, transform: SUM}]",
                        "f:2:32: metrics[0].transform: expected one of sum, count, any, ratio, got \"SUM\""),
                Arguments.of(
                        "name: x\nmetrics: [{name: a, transform: ratio}]",
                        "f:2:11: metrics[0].denominator: expected the event to divide by, as transform is ratio, but the"
                                + " field is missing"),
                Arguments.of(
                        "name: x\nmetrics: [{name: a, denominator: b}]",
                        "f:2:34: metrics[0].denominator: expected only where transform is ratio"),
                Arguments.of(
                        "name: x\nmetrics: [{name: a, scale: 13}]",
                        "f:2:28: metrics[0].scale: expected a whole number from 0 to 12, got \"13\""),
                Arguments.of(
                        "name: x\nmetrics: [{name: a, cap_low: 2, cap_high: 1}]",
                        "f:2:43: metrics[0].cap_high: expected at least cap_low (2), got 1"),
                Arguments.of(
                        "name: x\nmetrics: [{name: a, scale: 1, cap_high: 1.25}]",
                        "f:2:41: metrics[0].cap_high: expected at most 1 decimal places, as scale says, got 1.25"),
                Arguments.of(
                        "name: x\nmetrics: [{name: a, cap_high: 1e13}]",
                        "f:2:31: metrics[0].cap_high: expected a decimal number within ±10^12, of at most 40 digits, got"
                                + " \"1e13\""),
                Arguments.of(
                        "name: x\nmetrics: [{name: a, cap_high: lots}]",
                        "f:2:31: metrics[0].cap_high: expected a decimal number within ±10^12, of at most 40 digits, got"
                                + " \"lots\""),
                Arguments.of(
                        "name: x\nmetrics: [{name: a, transform: any, cap_high: 1}]",
                        "f:2:47: metrics[0].cap_high: expected no cap where transform is any, which is 0 or 1"),
                Arguments.of(
                        "name: x\nmetrics: [{name: a, lookback_days: 1.5}]",
                        "f:2:36: metrics[0].lookback_days: expected a whole number from 0 to 365, got \"1.5\""),
                Arguments.of(
                        "name: x\nmetrics: [{name: a, role: main}]",
                        "f:2:27: metrics[0].role: expected one of primary, guardrail, secondary, got \"main\""),
                Arguments.of(
                        "name: x\nmetrics: [{name: a, role: guardrail}]",
                        "f:2:11: metrics[0].margin: expected the relative loss that is tolerated, for example 0.01, but"
                                + " the field is missing"),
                Arguments.of(
                        "name: x\nmetrics: [{name: a, role: guardrail, margin: 0}]",
                        "f:2:46: metrics[0].margin: expected a number above 0, got \"0\""),
                Arguments.of(
                        "name: x\nmetrics: [{name: a, margin: 0.1}]",
                        "f:2:29: metrics[0].margin: expected only where role is guardrail"),
                Arguments.of("name: x\nalpha: 1", "f:2:8: alpha: expected a number between 0 and 1, got \"1\""),
                Arguments.of(
                        "name: x\nalpha: 1e999999999",
                        "f:2:8: alpha: expected a number between 0 and 1, got \"1e999999999\""),
                Arguments.of(
                        "name: x\nn_star: 0",
                        "f:2:9: n_star: expected a whole number from 1 to 1000000000000, got \"0\""),
                Arguments.of(
                        "name: x\nn_star: 10_000",
                        "f:2:9: n_star: expected a whole number from 1 to 1000000000000, got \"10_000\""));
    }

    @ParameterizedTest
    @MethodSource("mistakesWithTheirPlaces")
    void aMistakeIsToldWithItsPlaceFieldAndWhatWasExpected(String text, String expected) {
        assertThat(mistakes(text)).containsExactly(expected);
    }

    @Test
    void allMistakesAreToldAtOnceInTheOrderOfTheText() {
        assertThat(mistakes("""
                naem: checkout
                window: soon
                metrics:
                  - name: revenue
                    tranform: sum
                    role: important
                """))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("f:1:1: naem: ").endsWith("did you mean name?"),
                        second -> assertThat(second).startsWith("f:1:1: name: expected a text"),
                        third -> assertThat(third).startsWith("f:2:9: window: "),
                        fourth -> assertThat(fourth)
                                .startsWith("f:5:5: metrics[0].tranform: ")
                                .endsWith("did you mean transform?"),
                        fifth -> assertThat(fifth).startsWith("f:6:11: metrics[0].role: "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|f:1:1: expected a definition, got an empty file",
                "'# nothing'|f:1:1: expected a definition, got an empty file",
                "'- a'|'f:1:1: expected a mapping (name: value), got a list'",
                "'name: [a'|f:1:9: this is not YAML: expected ',' or ']', but got <stream end>",
                "'name: &a x'|",
                "'name: *a'|f:1:7: expected no alias (*name); write the value out",
            })
    void aFileThatIsNoDefinitionIsToldSo(String text, String expected) {
        if (expected == null) {
            assertThat(read(text).getName()).isEqualTo("x");
        } else {
            assertThat(mistakes(text)).containsExactly(expected);
        }
    }

    @Test
    void aSecondDocumentIsRefused() {
        assertThat(mistakes("name: x\n---\nname: y"))
                .containsExactly("f:2:1: expected one definition a file, got a second document");
    }

    @Test
    void aTabIsNoIndentation() {
        assertThat(mistakes("name: x\nmetrics:\n\t- name: a"))
                .singleElement()
                .asString()
                .startsWith("f:3:1: this is not YAML");
    }

    @Test
    void aCharacterThatCannotBeSeenIsNamed() {
        assertThat(mistakes("name: x\nsalt: \u0007"))
                .containsExactly("f:2:7: expected printable characters, got U+0007");
    }

    @ParameterizedTest
    @ValueSource(ints = {1022, 1023, 1024, 1025})
    void aCharacterBeyondTheBasicPlaneMayBeAnywhere(int length) {
        assertThat(read("name: x\n#" + "x".repeat(length - 9) + "😀😀😀").getName())
                .isEqualTo("x");
    }

    @Test
    void halfACharacterIsNamed() {
        assertThat(mistakes("#" + "x".repeat(1023) + "\ud800"))
                .containsExactly("f:1:1025: expected printable characters, got U+D800");
    }

    @Test
    void aliasesThatMultiplyAreRefused() {
        StringBuilder laughs = new StringBuilder("name: &a0 x\n");
        for (int i = 1; i < 30; i++) {
            String before = "*a" + (i - 1);
            laughs.append("l").append(i).append(": &a").append(i).append(" [");
            laughs.append(String.join(",", List.of(before, before, before, before)))
                    .append("]\n");
        }
        assertThat(mistakes(laughs.toString()))
                .containsExactly("f:2:10: expected no alias (*name); write the value out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    void nestingIsBounded(String level) {
        assertThat(mistakes("name: x\nmetrics: \n  " + level.repeat(100_000)))
                .singleElement()
                .asString()
                .contains("expected at most 32 levels of nesting");
    }

    @Test
    void lengthIsBounded() {
        assertThat(mistakes("name: x\n#" + "x".repeat(YamlTree.LONGEST)))
                .singleElement()
                .asString()
                .startsWith("f:1:1: expected at most 1048576 characters, got ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!binary aGk=", "!custom x", "!!python/object:os.system x"})
    void foreignTagsAreRefused(String value) {
        assertThat(mistakes("name: " + value)).singleElement().asString().startsWith("f:1:7: name: expected a text");
    }
}
