package io.exposures.quickstart.pipeline;

import io.exposures.joiner.definitions.DefinitionWriter;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.quickstart.oracle.Rules;
import io.exposures.records.ExperimentDefinition;
import io.exposures.schemas.Topics;
import io.exposures.testing.BrokerProcess;
import io.exposures.testing.RegistryServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A whole pipeline on this machine: broker and joiner as processes of their own, the registry in this one. */
public final class Pipeline {

    private final Topics topics = Topics.withPrefix("");
    private final String bootstrapServers;
    private final String registryUrl;
    private final JoinerProcess joiner;

    /**
     * A pipeline of parts that run.
     *
     * @param bootstrapServers where the brokers are
     * @param registryUrl where the registry is
     * @param joiner an instance of the joiner
     */
    public Pipeline(String bootstrapServers, String registryUrl, JoinerProcess joiner) {
        this.bootstrapServers = bootstrapServers;
        this.registryUrl = registryUrl;
        this.joiner = joiner;
    }

    /**
     * Starts everything; the joiner is up when this returns.
     *
     * @param rules what the joiner decides by
     * @param definitions what experiments are bound to from the beginning
     * @param httpPort where the joiner listens; 0 takes a free port
     * @param resources takes charge of what is started
     */
    public static Pipeline start(Rules rules, List<ExperimentDefinition> definitions, int httpPort, Resources resources)
            throws Exception {
        Path directory = resources.open(Workspace::create).directory();
        RegistryServer registry = resources.open(RegistryServer::start);
        BrokerProcess broker = resources.add(BrokerProcess.start());
        JoinerSettings settings = new JoinerSettings(broker.bootstrapServers(), registry.url(), rules, httpPort);
        TopicCreation.createAll(Topics.withPrefix(""), broker.bootstrapServers(), 1);
        define(definitions, settings);
        JoinerProcess joiner = resources.open(() -> new JoinerProcess(directory, settings));
        joiner.awaitUp();
        return new Pipeline(broker.bootstrapServers(), registry.url(), joiner);
    }

    private static void define(List<ExperimentDefinition> definitions, JoinerSettings settings) {
        if (definitions.isEmpty()) {
            return;
        }
        Map<String, Object> clients =
                Map.of("bootstrap.servers", settings.bootstrapServers(), "schema.registry.url", settings.registryUrl());
        try (DefinitionWriter writer = new DefinitionWriter(clients, Topics.withPrefix(""))) {
            definitions.forEach(definition ->
                    writer.write(new ExperimentId(definition.getName(), definition.getSalt()), definition));
        }
    }

    /** Where Kafka clients connect. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Where the schema registry is. */
    public String registryUrl() {
        return registryUrl;
    }

    /** The topics. */
    public Topics topics() {
        return topics;
    }

    /** The joiner. */
    public JoinerProcess joiner() {
        return joiner;
    }
}
