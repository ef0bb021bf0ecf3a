package io.exposures.joiner.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.joiner.definitions.yaml.DefinitionYaml;
import io.exposures.joiner.definitions.yaml.InvalidDefinitionException;
import io.exposures.joiner.definitions.yaml.RandomDefinitions;
import io.exposures.records.ExperimentDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionDiffTest {

    private static List<FieldChange> changes(String from, String to) throws IOException, InvalidDefinitionException {
        String example = Files.readString(Path.of("../docs/examples/checkout.yaml"));
        assertThat(example).contains(from);
        return DefinitionDiff.between(
                DefinitionYaml.read(example), DefinitionYaml.read(example.replaceFirst(from, to)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "window: 7 days|window: P14D|window|7 days|14 days|true",
                "start: 2026-03-02T08|start: 2026-03-02T09|start|2026-03-02T08:00:00Z|2026-03-02T09:00:00Z|true",
                "end: 2026-04-13|#|end|2026-04-13T00:00:00Z|-|true",
                "alpha: 0.05|alpha: 0.01|alpha|0.05|0.01|true",
                "n_star: 20000|n_star: 10000|n_star|20000|10000|true",
                "start: 2026-03-09|start: 2026-03-10|epochs[].start|2026-03-09T08:00:00Z|2026-03-10T08:00:00Z|true",
                "steps: 95|steps: 90|epochs[0].shares[{\"layout\":\"steps\"}]|95.0|90.0|false",
                "scale: 2|scale: 3|metrics[revenue].scale|2|3|true",
                "cap_high: 500|cap_high: 600|metrics[revenue].cap_high|500|600|true",
                "transform: count|transform: sum|metrics[page errors].transform|count|sum|true",
                "event: error|event: failure|metrics[page errors].event|error|failure|true",
                "denominator: purchase|denominator: visit|metrics[basket size].denominator|purchase|visit|true",
                "margin: 0.02|margin: 0.03|metrics[page errors].margin|0.02|0.03|false",
                "role: secondary|role: primary|metrics[basket size].role|secondary|primary|false"
            })
    void aChangeSaysWhetherItWaitsForARebuild(
            String from, String to, String field, String before, String after, boolean bound)
            throws IOException, InvalidDefinitionException {
        List<FieldChange> changes = changes(from, to);
        assertThat(changes).containsExactly(new FieldChange(field, before, after, bound));
    }

    @Test
    void namesAreFollowedAtOnce() throws IOException, InvalidDefinitionException {
        String example = Files.readString(Path.of("../docs/examples/checkout.yaml"));
        ExperimentDefinition renamed = DefinitionYaml.read(example.replace("one page", "single page"));
        assertThat(DefinitionDiff.between(DefinitionYaml.read(example), renamed))
                .containsExactly(
                        new FieldChange("arms[{\"layout\":\"one_page\"}].label", "one page", "single page", false));
    }

    @Test
    void aNewMetricWaitsForARebuild() throws InvalidDefinitionException {
        ExperimentDefinition before = DefinitionYaml.read("name: x");
        ExperimentDefinition after = DefinitionYaml.read("name: x\nmetrics: [{name: buy, role: primary}]");
        assertThat(DefinitionDiff.between(before, after))
                .containsExactly(new FieldChange(
                        "metrics[buy]",
                        null,
                        "event buy, transform sum, scale 6, lookback_days 14, role primary",
                        true));
    }

    @Test
    void theOrderOfParametersAndDefaultsWrittenOutAreNoChanges() throws InvalidDefinitionException {
        ExperimentDefinition before = DefinitionYaml.read("name: x\narm_params: [a, b]");
        ExperimentDefinition after = DefinitionYaml.read("name: x\nsalt: x\nalpha: 0.05\narm_params: [b, a]");
        assertThat(DefinitionDiff.between(before, after)).isEmpty();
    }

    @Test
    void everyDefinitionEqualsItself() {
        for (long seed = 1; seed <= 500; seed++) {
            ExperimentDefinition definition = new RandomDefinitions(seed).next();
            assertThat(DefinitionDiff.between(definition, new RandomDefinitions(seed).next()))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }
}
