package io.exposures.joiner.definitions.yaml;

import io.exposures.records.ExperimentDefinition;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/** Definitions as YAML. What is written can be read again and means the same. */
public final class DefinitionYaml {

    /** The version of a definition that was read from a text, which has none. */
    public static final int UNNUMBERED = 0;

    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setSchema(new JsonSchema())
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setDereferenceAliases(true)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .build();

    private DefinitionYaml() {}

    /**
     * Reads a definition; its version is {@link #UNNUMBERED}.
     *
     * @throws InvalidDefinitionException if the text is none; it has all mistakes with their places
     */
    public static ExperimentDefinition read(String text) throws InvalidDefinitionException {
        return new DefinitionParser().read(YamlTree.of(text));
    }

    /** Writes a definition, without its version. */
    public static String write(ExperimentDefinition definition) {
        return new Dump(SETTINGS).dumpToString(DefinitionDocument.of(definition));
    }
}
