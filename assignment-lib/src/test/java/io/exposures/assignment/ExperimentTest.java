package io.exposures.assignment;

import static io.exposures.assignment.RandomOperator.bernoulliTrial;
import static io.exposures.assignment.RandomOperator.sample;
import static io.exposures.assignment.RandomOperator.uniformChoice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExperimentTest {
    private final RecordedExposures logger = new RecordedExposures();
    private final AssignmentErrors errors = new AssignmentErrors();
    private final AssignmentSettings settings = AssignmentSettings.defaults()
            .withErrors(errors)
            .withClock(Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC));

    /** The paper's experiment on group size and goals. */
    private class Exp1 extends Experiment {
        Exp1(Map<String, ? extends @Nullable Object> inputs) {
            super(inputs, logger, settings);
        }

        @Override
        protected boolean assign(Assignment params, Inputs inputs) {
            Object userid = inputs.get("userid");
            params.set("group_size", uniformChoice(List.of(1, 10), userid));
            params.set("specific_goal", bernoulliTrial(0.8, userid));
            if (params.get("specific_goal") instanceof Long goal && goal == 1) {
                params.set("ratings_per_user_goal", uniformChoice(List.of(8, 16, 32, 64), userid));
            }
            return true;
        }
    }

    /** Germany only. */
    private class Feature extends Experiment {
        Feature(String country) {
            super(Map.of("userid", "ann", "country", country), logger, settings);
        }

        @Override
        protected void setup() {
            setName("my  feature\t1");
        }

        @Override
        protected boolean assign(Assignment params, Inputs inputs) {
            params.set("shown", "de".equals(inputs.get("country")));
            return "de".equals(inputs.get("country"));
        }
    }

    private class Failing extends Experiment {
        Failing(AssignmentSettings settings) {
            super(Map.of("userid", 1), logger, settings);
        }

        @Override
        protected boolean assign(Assignment params, Inputs inputs) {
            params.set("share", bernoulliTrial(1.5, inputs.get("userid")));
            return true;
        }
    }

    @Test
    void assignsWhatTheReferenceAssigns() {
        assertThat(new Exp1(Map.of("userid", 1)).getParams())
                .isEqualTo(Map.of("group_size", 1L, "specific_goal", 1L, "ratings_per_user_goal", 64L));
        assertThat(new Exp1(Map.of("userid", "alice")).getParams())
                .isEqualTo(Map.of("group_size", 10L, "specific_goal", 1L, "ratings_per_user_goal", 8L));
    }

    @Test
    void theFirstGetLogsTheExposureAndNoOther() {
        Exp1 experiment = new Exp1(Map.of("userid", 2));

        assertThat(experiment.getLong("group_size", 0)).isEqualTo(10);
        assertThat(experiment.getBoolean("specific_goal", false)).isTrue();
        experiment.getParams();

        assertThat(logger.records()).singleElement().satisfies(exposure -> {
            assertThat(exposure.name()).isEqualTo("Exp1");
            assertThat(exposure.salt()).isEqualTo("Exp1");
            assertThat(exposure.event()).isEqualTo("exposure");
            assertThat(exposure.inputs()).isEqualTo(Map.of("userid", 2L));
            assertThat(exposure.params()).containsEntry("ratings_per_user_goal", 32L);
            assertThat(exposure.time()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
            assertThat(exposure.checksum()).matches("[0-9a-f]{8}");
        });
    }

    @Test
    void lookingWithoutExposureLogsNothing() {
        Exp1 experiment = new Exp1(Map.of("userid", 2));

        assertThat(experiment.peek("group_size", 0)).isEqualTo(10L);
        assertThat(experiment.peekParams()).hasSize(3);

        assertThat(logger.records()).isEmpty();
        assertThat(experiment.exposureLogged()).isFalse();
    }

    @Test
    void withAutoExposureOffOnlyExplicitExposuresAreLogged() {
        Exp1 experiment = new Exp1(Map.of("userid", 2));
        experiment.setAutoExposureLogging(false);
        experiment.getParams();
        assertThat(logger.records()).isEmpty();

        experiment.logExposure(Map.of("page", "home"));
        experiment.logEvent("click", Map.of("count", 3));

        assertThat(logger.records()).extracting(LogRecord::event).containsExactly("exposure", "click");
        assertThat(logger.records().get(1).extraData()).isEqualTo(Map.of("count", 3L));
    }

    @Test
    void aUnitOutsideTheExperimentKeepsItsParametersAndIsNeverLogged() {
        Feature outside = new Feature("fr");
        outside.logExposure();
        outside.logEvent("click");

        assertThat(outside.getBoolean("shown", true)).isFalse();
        assertThat(outside.inExperiment()).isFalse();
        assertThat(outside.exposureLogged()).isFalse();
        assertThat(logger.records()).isEmpty();
    }

    @Test
    void eachRunOfWhiteSpaceInTheNameBecomesOneHyphen() {
        Feature inside = new Feature("de");
        inside.get("shown");

        assertThat(logger.records()).extracting(LogRecord::name).containsExactly("my-feature-1");
    }

    @Test
    void overridesWinOverTheAssignmentAndOverInputs() {
        Exp1 experiment = new Exp1(Map.of("userid", 2));
        experiment.setOverrides(Map.of("group_size", 7, "userid", 1));

        assertThat(experiment.getLong("group_size", 0)).isEqualTo(7);
        assertThat(experiment.getLong("ratings_per_user_goal", 0)).isEqualTo(64);
        assertThat(logger.records().get(0).inputs()).isEqualTo(Map.of("userid", 1L));
    }

    @Test
    void aFailedAssignmentGivesDefaultsAndIsCounted() {
        Failing failing = new Failing(settings);

        assertThat(failing.get("share", "none")).isEqualTo("none");
        assertThat(failing.getParams()).isEmpty();
        failing.logExposure();

        assertThat(logger.records()).isEmpty();
        assertThat(errors.countByExperiment()).isEqualTo(Map.of("Failing", 1L));
    }

    @Test
    void strictSettingsThrow() {
        Failing failing = new Failing(settings.withStrict(true));

        assertThatThrownBy(() -> failing.get("share"))
                .isInstanceOf(AssignmentException.class)
                .hasMessageContaining("share = ...: bernoulliTrial: argument p is 1.5");
    }

    @Test
    void aLoggerThatThrowsDoesNotHarmTheCaller() {
        Experiment experiment =
                new Experiment(
                        Map.of("userid", 1),
                        logRecord -> {
                            throw new IllegalStateException("disk full");
                        },
                        settings) {
                    @Override
                    protected boolean assign(Assignment params, Inputs inputs) {
                        params.set("x", 5);
                        return true;
                    }
                };

        assertThat(experiment.getLong("x", 0)).isEqualTo(5);
        assertThat(errors.count()).isEqualTo(1);
    }

    @Test
    void aListUnitGrowsInTheAssignmentButNotInTheCallersHands() {
        List<Object> unit = new ArrayList<>(List.of(1, 7));
        Experiment experiment = new Experiment(Map.of("userid", 1), logger, settings) {
            @Override
            protected boolean assign(Assignment params, Inputs inputs) {
                params.set("u", unit);
                params.set("a", sample(List.of(1, 2, 3, 4), 2, unit));
                params.set("b", uniformChoice(List.of(1, 2, 3, 4, 5, 6), unit));
                return true;
            }
        };
        experiment.setSalt("test_salt");

        assertThat(experiment.getParams())
                .isEqualTo(Map.of("u", List.of(1L, 7L, 3L, 2L, 1L), "a", List.of(4L, 1L), "b", 4L));
        assertThat(unit).containsExactly(1, 7);
    }
}
