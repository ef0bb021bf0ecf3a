package io.exposures.assignment.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exposures.assignment.Inputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

    private static final long SEED = 9_120_044;

    /** The oracle is a map that does what the environment is said to do. */
    @RepeatedTest(20)
    void theVariablesAreAMapInTheOrderOfTheFirstSetting(RepetitionInfo repetition) {
        long seed = SEED + repetition.getCurrentRepetition();
        Random random = new Random(seed);
        Environment environment = environment(names(random.nextInt(20)));
        Map<String, @Nullable Object> oracle = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            String name = "v" + random.nextInt(25);
            Long value = random.nextInt(5) == 0 ? null : random.nextLong();
            environment.set(name, value);
            oracle.put(name, value);
            assertSame(environment.asMap(), oracle, seed);
        }
    }

    @Test
    void theMapDoesNotFollowTheVariablesAndCannotBeChanged() {
        Environment environment = environment(List.of("a", "b"));
        environment.set("b", 1L);
        Map<String, @Nullable Object> map = environment.asMap();

        environment.set("a", 2L);
        environment.set("b", 3L);

        assertThat(map).containsExactly(Map.entry("b", 1L));
        assertThatThrownBy(() -> map.put("a", 1L)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.remove("b")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.entrySet().iterator().next().setValue(2L))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void anOverriddenSaltShowsTheSaltInUse() {
        Environment environment = environment(List.of());
        environment.override(Map.of(Environment.EXPERIMENT_SALT, "other"));

        assertThat(environment.asMap()).containsExactly(Map.entry(Environment.EXPERIMENT_SALT, "salt"));
    }

    private static void assertSame(Map<String, @Nullable Object> map, Map<String, @Nullable Object> oracle, long seed) {
        assertThat(map).as("seed %d", seed).isEqualTo(oracle).hasSameHashCodeAs(oracle);
        assertThat(new ArrayList<>(map.keySet())).as("seed %d", seed).isEqualTo(new ArrayList<>(oracle.keySet()));
        for (int i = 0; i < 26; i++) {
            assertThat(map.containsKey("v" + i)).isEqualTo(oracle.containsKey("v" + i));
            assertThat(map.get("v" + i)).isEqualTo(oracle.get("v" + i));
        }
    }

    private static List<String> names(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add("v" + i);
        }
        return names;
    }

    private static Environment environment(List<String> names) {
        return new Environment(VariableNames.of(names), Inputs.of(Map.of()), Salt.of("salt"), Integer.MAX_VALUE);
    }
}
