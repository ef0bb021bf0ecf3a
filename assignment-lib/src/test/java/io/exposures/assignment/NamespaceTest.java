package io.exposures.assignment;

import static io.exposures.assignment.RandomOperator.uniformChoice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exposures.assignment.script.Script;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NamespaceTest {
    private static final InterpretedExperiment.Definition CHEAP =
            InterpretedExperiment.define("cheap", Script.fromSource("price = 1;"));
    private static final InterpretedExperiment.Definition DEAR =
            InterpretedExperiment.define("dear", Script.fromSource("price = 9;"));

    private final RecordedExposures logger = new RecordedExposures();
    private final AssignmentErrors errors = new AssignmentErrors();

    private NamespaceBuilder shop(int segments) {
        return Namespace.named("shop", "userid", segments)
                .withSettings(AssignmentSettings.defaults().withErrors(errors));
    }

    /** An experiment that is written as a class. */
    private static final class Colour extends Experiment {
        Colour(Map<String, ? extends @Nullable Object> inputs, ExposureLogger logger, AssignmentSettings settings) {
            super(inputs, logger, settings);
        }

        @Override
        protected boolean assign(Assignment params, Inputs inputs) {
            params.set("colour", uniformChoice(List.of("red", "blue"), inputs.get("userid")));
            return true;
        }
    }

    @Test
    void eachUnitIsInOneExperimentAtMostAndOthersGetTheDefaults() {
        Namespace namespace = shop(100)
                .add("first", CHEAP, 40)
                .add("second", DEAR, 40)
                .withDefaults(Map.of("price", 5))
                .build();

        List<Long> prices = IntStream.range(0, 1000)
                .mapToObj(i -> namespace.assign(Map.of("userid", i), logger).getLong("price", 0))
                .toList();

        assertThat(prices).containsOnly(1L, 9L, 5L);
        assertThat(logger.exposures())
                .hasSize((int) prices.stream().filter(price -> price != 5).count());
        assertThat(logger.exposures()).extracting(LogRecord::name).containsOnly("shop-first", "shop-second");
    }

    @Test
    void aStoredSegmentMapGivesTheSameNamespaceAgain() {
        Namespace replayed = shop(50).add("a", CHEAP, 20)
                .remove("a")
                .add("b", DEAR, 15)
                .add("c", CHEAP, 5)
                .build();
        NamespaceBuilder importing = shop(50);
        replayed.segmentMap().forEach((experiment, segments) -> importing.place(experiment, DEAR, segments));
        Namespace imported = importing.build();

        assertThat(imported.segmentMap()).isEqualTo(replayed.segmentMap());
        assertThat(imported.segmentMap()).containsOnlyKeys("b", "c");
        assertThat(imported.segmentMap().get("b")).hasSize(15);
    }

    @Test
    void whatIsAddedAfterAnImportTakesOnlySegmentsThatAreLeft() {
        Namespace namespace = shop(10).place("old", CHEAP, List.of(1, 3, 5))
                .add("new", DEAR, 7)
                .build();

        assertThat(namespace.segmentMap()).containsEntry("new", List.of(0, 2, 4, 6, 7, 8, 9));
    }

    @Test
    void aClassRunsInANamespaceUnderItsNameAndSalt() {
        Namespace namespace = Namespace.named("shop", List.of("userid", "page"), 10)
                .add("colour test", Colour::new, 10)
                .build();

        namespace.assign(Map.of("userid", "ann", "page", 1), logger).get("colour");

        assertThat(logger.exposures()).singleElement().satisfies(exposure -> {
            assertThat(exposure.name()).isEqualTo("shop-colour-test");
            assertThat(exposure.salt()).isEqualTo("shop.colour test");
            assertThat(exposure.namespace()).isEqualTo("shop");
            assertThat(exposure.unitInputs()).containsExactly("userid", "page");
        });
    }

    @Test
    void aScriptAndAClassOfTheSameNameAssignTheSame() {
        InterpretedExperiment.Definition script = InterpretedExperiment.define(
                "colour", Script.fromSource("colour = uniformChoice(choices=['red', 'blue'], unit=userid);"));
        Namespace scripted = shop(1).add("c", script, 1).build();
        Namespace written = shop(1).add("c", Colour::new, 1).build();

        for (int i = 0; i < 100; i++) {
            Map<String, Object> inputs = Map.of("userid", "user " + i);
            assertThat(written.assign(inputs, logger).get("colour"))
                    .isEqualTo(scripted.assign(inputs, logger).get("colour"));
        }
    }

    @Test
    void whatTheExperimentDoesNotSetComesFromTheDefaults() {
        NamespaceAssignment assignment = shop(1).add("a", CHEAP, 1)
                .withDefaults(Map.of("price", 5, "colour", "red"))
                .build()
                .assign(Map.of("userid", 1), logger);

        assertThat(assignment.get("colour", "none")).isEqualTo("red");
        assertThat(assignment.getStringDetail("colour", "none"))
                .isEqualTo(new Detail<>("red", "shop-a", Map.of("price", 1L), Detail.Reason.NAMESPACE_DEFAULT, null));
        assertThat(logger.records()).isEmpty();
        assertThat(assignment.getParams()).isEqualTo(Map.of("price", 1L, "colour", "red"));
        assertThat(logger.exposures()).hasSize(1);
    }

    @Test
    void aMissingPrimaryUnitGivesDefaultsAndACountedError() {
        Namespace namespace =
                shop(1).add("a", DEAR, 1).withDefaults(Map.of("price", 5)).build();

        NamespaceAssignment assignment = namespace.assign(Map.of("user", 1), logger);

        assertThat(assignment.getLong("price", 0)).isEqualTo(5);
        assertThat(assignment.inExperiment()).isFalse();
        assertThat(assignment.getLongDetail("colour", 7).error())
                .contains("the input userid, its primary unit, is missing");
        assertThat(errors.countByExperiment()).isEqualTo(Map.of("shop", 1L));
    }

    @Test
    void aUnitInNoExperimentLogsNothing() {
        NamespaceAssignment assignment = shop(1).build().assign(Map.of("userid", 1), logger);

        assignment.setAutoExposureLogging(true);
        assignment.logExposure();
        assignment.logEvent("click");

        assertThat(assignment.get("price", 3)).isEqualTo(3);
        assertThat(assignment.getDetail("price", 3).reason()).isEqualTo(Detail.Reason.FALLBACK);
        assertThat(logger.records()).isEmpty();
    }

    @Test
    void forcedParametersReachAUnitInNoExperimentToo() {
        ForcedParameters forced = ForcedParameters.none().forUnit("ann", Map.of("price", 42));
        Namespace namespace = shop(1).withSettings(AssignmentSettings.defaults().withForced(forced))
                .withDefaults(Map.of("price", 5))
                .build();

        assertThat(namespace.assign(Map.of("userid", "ann"), logger).getLong("price", 0))
                .isEqualTo(42);
        assertThat(namespace.assign(Map.of("userid", "bob"), logger).getLong("price", 0))
                .isEqualTo(5);
    }

    @Test
    void whatCannotBeAddedOrRemovedIsRefusedAndChangesNothing() {
        NamespaceBuilder builder = shop(10).add("a", CHEAP, 6);

        assertThatThrownBy(() -> builder.add("b", DEAR, 5))
                .hasMessageContaining("5 segments are asked for; expected 0 to those available, 4");
        assertThatThrownBy(() -> builder.add("a", DEAR, 1)).hasMessageContaining("is present");
        assertThatThrownBy(() -> builder.remove("b")).hasMessageContaining("no experiment b");
        assertThatThrownBy(() -> builder.place("b", DEAR, List.of(0, 99))).hasMessageContaining("is not available");
        assertThatThrownBy(() -> shop(0)).hasMessageContaining("0 segments");

        assertThat(builder.add("b", DEAR, 4).build().segmentMap().get("b")).hasSize(4);
    }

    @Test
    void aBuiltNamespaceDoesNotChangeWithItsBuilder() {
        NamespaceBuilder builder = shop(10).add("a", CHEAP, 10);
        Namespace before = builder.build();
        builder.remove("a");

        assertThat(before.assign(Map.of("userid", 1), logger).inExperiment()).isTrue();
        assertThat(builder.build().assign(Map.of("userid", 1), logger).inExperiment())
                .isFalse();
    }

    @Test
    void tenThousandSegmentsWithTenExperimentsAreBuiltAndAllBelongToSomeone() {
        NamespaceBuilder builder = shop(10_000);
        for (int i = 0; i < 10; i++) {
            builder.add("experiment " + i, CHEAP, 1000);
        }

        assertThat(builder.build().segmentMap().values())
                .allSatisfy(segments -> assertThat(segments).hasSize(1000));
    }
}
