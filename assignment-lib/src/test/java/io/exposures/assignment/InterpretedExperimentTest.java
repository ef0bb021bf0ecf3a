package io.exposures.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exposures.assignment.script.Script;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InterpretedExperimentTest {
    private final RecordedExposures logger = new RecordedExposures();
    private final AssignmentErrors errors = new AssignmentErrors();
    private final AssignmentSettings settings = AssignmentSettings.defaults().withErrors(errors);

    private InterpretedExperiment.Definition define(String source) {
        return InterpretedExperiment.define("price test", Script.fromSource(source))
                .withSettings(settings);
    }

    @Test
    void askingForAParameterThatTheScriptCannotSetIsNoExposure() {
        InterpretedExperiment experiment =
                define("price = 1; if (country == 'de') {tax = 19;}").assign(Map.of("userid", "ann"), logger);

        assertThat(experiment.get("colour", "none")).isEqualTo("none");
        assertThat(logger.records()).isEmpty();

        assertThat(experiment.get("tax", "none")).isEqualTo("none");
        assertThat(logger.exposures()).hasSize(1);
    }

    @Test
    void withTheReferencesRuleAskingForAnythingIsAnExposure() {
        define("price = 1;")
                .withSettings(settings.withExposureOnAnyGet(true))
                .assign(Map.of("userid", "ann"), logger)
                .get("colour");

        assertThat(logger.exposures()).hasSize(1);
    }

    @Test
    void ofDeclaredParametersOnlyThoseExpose() {
        InterpretedExperiment experiment = define("price = 1; bucket = randomInteger(min=0, max=9999, unit=userid);")
                .withParameters(List.of("price"))
                .assign(Map.of("userid", "ann"), logger);

        experiment.get("bucket");
        assertThat(logger.records()).isEmpty();

        experiment.get("price");
        assertThat(logger.records()).singleElement().satisfies(exposure -> {
            assertThat(exposure.declared()).containsExactly("price");
            assertThat(exposure.params()).containsOnlyKeys("price", "bucket");
        });
    }

    @Test
    void theRecordNamesExperimentSaltUnitAndChecksum() {
        InterpretedExperiment.Definition definition =
                define("price = 1;").withSalt("price.2").withUnit(List.of("userid", "page"));
        definition.assign(Map.of("userid", "ann", "page", 7), logger).get("price");

        assertThat(logger.records()).singleElement().satisfies(exposure -> {
            assertThat(exposure.name()).isEqualTo("price-test");
            assertThat(exposure.salt()).isEqualTo("price.2");
            assertThat(exposure.unitInputs()).containsExactly("userid", "page");
            assertThat(exposure.namespace()).isNull();
            assertThat(exposure.checksum()).isEqualTo(definition.script().checksum());
        });
    }

    @Test
    void detailsSayWhereAValueComesFrom() {
        InterpretedExperiment experiment = define("price = 3; shown = price / 2; if (country == 'fr') {return false;}")
                .withParameters(List.of("price"))
                .assign(Map.of("userid", "ann"), logger);

        assertThat(experiment.getLongDetail("price", 1))
                .isEqualTo(new Detail<>(3L, "price-test", Map.of("price", 3L), Detail.Reason.ASSIGNED, null));
        assertThat(experiment.getDoubleDetail("shown", 0).value()).isEqualTo(1.5);
        assertThat(experiment.getStringDetail("price", "x").reason()).isEqualTo(Detail.Reason.OTHER_TYPE);
        assertThat(experiment.getStringDetail("price", "x").value()).isEqualTo("x");
        assertThat(experiment.getBooleanDetail("nothing", true).reason()).isEqualTo(Detail.Reason.FALLBACK);
    }

    @Test
    void detailsSayThatAUnitIsOutOrThatAValueIsOverridden() {
        InterpretedExperiment outside = define("price = 3; return false;").assign(Map.of("userid", "ann"), logger);
        InterpretedExperiment overridden = define("price = 3;").assign(Map.of("userid", "ann"), logger);
        overridden.setOverrides(Map.of("price", 5));

        assertThat(outside.getLongDetail("price", 1).reason()).isEqualTo(Detail.Reason.NOT_IN_EXPERIMENT);
        assertThat(overridden.getLongDetail("price", 1).reason()).isEqualTo(Detail.Reason.OVERRIDDEN);
        assertThat(overridden.getLong("price", 1)).isEqualTo(5);
    }

    @Test
    void aScriptThatFailsGivesFallbacksAndACountedErrorThatNamesOperatorAndArgument() {
        InterpretedExperiment experiment =
                define("price = uniformChoice(choices=prices, unit=userid);").assign(Map.of("userid", "ann"), logger);

        Detail<Long> detail = experiment.getLongDetail("price", 1);

        assertThat(detail.value()).isEqualTo(1);
        assertThat(detail.reason()).isEqualTo(Detail.Reason.FAILED);
        assertThat(detail.error()).isEqualTo("price = ...: uniformChoice: argument choices is null; expected a list");
        assertThat(experiment.getParams()).isEmpty();
        assertThat(logger.records()).isEmpty();
        assertThat(errors.countByExperiment()).isEqualTo(Map.of("price-test", 1L));
    }

    @Test
    void strictSettingsThrowAtEachCall() {
        InterpretedExperiment experiment =
                define("price = 1 / 0;").withSettings(settings.withStrict(true)).assign(Map.of("userid", 1), logger);

        assertThatThrownBy(() -> experiment.get("price")).isInstanceOf(AssignmentException.class);
        assertThatThrownBy(experiment::getParams).hasMessageContaining("price = ...: /: division by zero");
        assertThat(errors.count()).isZero();
    }

    @Test
    void typedGettersTakeNumbersAndTruthsAsPlanOutDoes() {
        InterpretedExperiment experiment = define(
                        "one = 1; yes = true; half = 1/2; big = 3000000000; text = 'x'; none = null; list = [1]; map = @{'a': 1};")
                .assign(Map.of("userid", 1), logger);

        assertThat(experiment.getBoolean("one", false)).isTrue();
        assertThat(experiment.getLong("yes", 7)).isEqualTo(1);
        assertThat(experiment.getDouble("one", 7)).isEqualTo(1.0);
        assertThat(experiment.getLong("half", 7)).isEqualTo(7);
        assertThat(experiment.getInt("big", 7)).isEqualTo(7);
        assertThat(experiment.getInt("one", 7)).isEqualTo(1);
        assertThat(experiment.getString("none", "fallback")).isEqualTo("fallback");
        assertThat(experiment.get("none", "fallback")).isNull();
        assertThat(experiment.getList("list", List.of())).containsExactly(1L);
        assertThat(experiment.getMap("map", Map.of())).containsExactly(Map.entry("a", 1L));
        assertThat(experiment.getBoolean("text", true)).isTrue();
    }

    @Test
    void inputsAreThoseAtTheTimeOfTheCall() {
        Map<String, @Nullable Object> inputs = new HashMap<>(Map.of("userid", 1));
        List<Integer> items = new ArrayList<>(List.of(7));
        inputs.put("items", items);
        InterpretedExperiment experiment = define("u = userid; i = items;").assign(inputs, logger);
        inputs.put("userid", 2);

        assertThat(experiment.getLong("u", 0)).isEqualTo(1);
        items.add(8);
        assertThat(experiment.getList("i", List.of())).containsExactly(7L);
    }

    @Test
    void inputsThatTheScriptDoesNotReadMayBeAnythingAndAreLoggedAsText() {
        Thread.State state = Thread.State.NEW;
        InterpretedExperiment experiment = define("price = 1;")
                .assign(Map.of("userid", 1, "state", state, "path", java.nio.file.Path.of("x")), logger);

        assertThat(experiment.getLong("price", 0)).isEqualTo(1);

        assertThat(logger.records())
                .singleElement()
                .satisfies(exposure ->
                        assertThat(exposure.inputs()).isEqualTo(Map.of("userid", 1L, "state", "NEW", "path", "x")));
    }

    @Test
    void forcedParametersChangeOneUnitOnly() {
        ForcedParameters forced = ForcedParameters.none().forUnit("ann", Map.of("price", 9));
        InterpretedExperiment.Definition definition =
                define("price = uniformChoice(choices=[1, 2], unit=userid);").withSettings(settings.withForced(forced));

        assertThat(definition.assign(Map.of("userid", "ann"), logger).getLong("price", 0))
                .isEqualTo(9);
        assertThat(definition.assign(Map.of("userid", "bob"), logger).getLong("price", 0))
                .isIn(1L, 2L);
    }

    @Test
    void forcedParametersFindACompositeUnit() {
        ForcedParameters forced = ForcedParameters.none().forUnit(List.of("ann", 7), Map.of("price", 9));
        InterpretedExperiment.Definition definition =
                define("price = 1;").withUnit(List.of("userid", "page")).withSettings(settings.withForced(forced));

        assertThat(definition.assign(Map.of("userid", "ann", "page", 7), logger).getLong("price", 0))
                .isEqualTo(9);
        assertThat(definition.assign(Map.of("userid", "ann", "page", 8), logger).getLong("price", 0))
                .isEqualTo(1);
    }
}
