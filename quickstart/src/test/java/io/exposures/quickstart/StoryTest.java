package io.exposures.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.quickstart.shop.Delivery;
import io.exposures.quickstart.shop.Traffic;
import io.exposures.records.ArmDefinition;
import io.exposures.records.ExperimentDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StoryTest {

    private final List<ExperimentDefinition> definitions = Story.definitions();

    @Test
    void declaredArmsAreThoseOfTheShop() {
        Map<String, Set<String>> shown = new TreeMap<>();
        new Traffic(1, 500, 20, Instant.parse("2026-03-01T12:00:00Z")).forEachRemaining(delivery -> {
            if (delivery instanceof Delivery.OfExperiment exposure
                    && exposure.logged().event().equals("exposure")) {
                String name = exposure.logged().name();
                ExperimentDefinition definition = definition(name);
                String param = definition.getArmParams().get(0);
                shown.computeIfAbsent(name, n -> new TreeSet<>())
                        .add("{\"" + param + "\":" + exposure.logged().params().get(param) + "}");
            }
        });
        Map<String, Set<String>> declared = new TreeMap<>();
        for (ExperimentDefinition definition : definitions) {
            Set<String> arms = new TreeSet<>();
            definition.getArms().stream().map(ArmDefinition::getArm).forEach(arms::add);
            declared.put(definition.getName(), arms);
        }
        assertThat(shown).isEqualTo(declared);
    }

    private ExperimentDefinition definition(String name) {
        return definitions.stream()
                .filter(definition -> definition.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
