package io.exposures.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExperimentClassTest {
    private static final ExposureLogger NOBODY = logRecord -> {};

    /** Sets the names that it is given, in that order. */
    private static final class Names extends Experiment {
        private final List<String> names;

        Names(String... names) {
            super(Map.of("userid", "ann"), NOBODY);
            this.names = List.of(names);
        }

        @Override
        protected boolean assign(Assignment params, Inputs inputs) {
            names.forEach(name -> params.set(name, name));
            return true;
        }
    }

    @Test
    void whatAnEarlierExperimentOfTheClassSetDoesNotShow() {
        assertThat(new Names("a", "b", "c").getParams()).containsExactly(entry("a"), entry("b"), entry("c"));
        assertThat(new Names("c", "a").getParams()).containsExactly(entry("c"), entry("a"));
        assertThat(new Names("d", "b").getParams()).containsExactly(entry("d"), entry("b"));
        assertThat(new Names().getParams()).isEmpty();
        assertThat(new Names("a").get("b", "none")).isEqualTo("none");
    }

    @Test
    void namesWithoutEndAreNotKept() {
        for (int i = 0; i < 1000; i++) {
            assertThat(new Names("made up " + i).getParams()).hasSize(1);
        }
        assertThat(ExperimentClass.of(Names.class).variables().size()).isLessThanOrEqualTo(64);
    }

    private static Map.Entry<String, Object> entry(String name) {
        return Map.entry(name, name);
    }
}
