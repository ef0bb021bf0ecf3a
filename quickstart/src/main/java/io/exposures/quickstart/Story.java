package io.exposures.quickstart;

import io.exposures.joiner.definitions.yaml.DefinitionYaml;
import io.exposures.joiner.definitions.yaml.InvalidDefinitionException;
import io.exposures.records.ExperimentDefinition;
import io.exposures.schemas.serde.TrustedRecords;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the live shop's experiments are about: one with a true effect, one whose arms do not have the sizes that they
 * should have, and one in which nothing differs.
 */
final class Story {

    private static final List<String> EXPERIMENTS = List.of("GermanCheckout", "PriceTest", "RatingGoals");

    private Story() {}

    /** The definitions of its experiments. */
    static List<ExperimentDefinition> definitions() {
        TrustedRecords.trust();
        return EXPERIMENTS.stream().map(Story::definition).toList();
    }

    private static ExperimentDefinition definition(String experiment) {
        String file = "story/" + experiment + ".yaml";
        try (InputStream yaml = Story.class.getResourceAsStream(file)) {
            if (yaml == null) {
                throw new IllegalStateException("resource is missing: " + file);
            }
            ExperimentDefinition read = DefinitionYaml.read(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
            return ExperimentDefinition.newBuilder(read).setVersion(1).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidDefinitionException e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }
}
