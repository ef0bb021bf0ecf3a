package io.exposures.joiner;

import io.exposures.schemas.Topics;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * How a command reaches brokers and registry. An option goes before the file, and the file before the default; the
 * joiner's own file will do.
 */
final class ConnectionOptions {

    private static final String BOOTSTRAP = "bootstrap.servers";
    private static final String REGISTRY = "schema.registry.url";
    private static final String PREFIX = "joiner.topic.prefix";

    /** A person waits for the answer, so a broker that is away is told soon. */
    private static final Map<String, String> PATIENCE = Map.of(
            "default.api.timeout.ms", "15000",
            "request.timeout.ms", "10000",
            "max.block.ms", "15000",
            "delivery.timeout.ms", "20000",
            "transaction.timeout.ms", "20000");

    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            scope = ScopeType.INHERIT,
            description = "Brokers, separated by commas (default: bootstrap.servers of the file, or localhost:9092).")
    @Nullable
    String bootstrapServers;

    @Option(
            names = "--schema-registry",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "Schema registry (default: schema.registry.url of the file, or http://localhost:8081).")
    @Nullable
    String registry;

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            scope = ScopeType.INHERIT,
            description = "What all topic names start with (default: joiner.topic.prefix of the file, or nothing).")
    @Nullable
    String prefix;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Properties of the clients, for example for TLS and SASL; the joiner's file will do.")
    @Nullable
    Path commandConfig;

    /** The way to brokers and registry. */
    Connection open() throws IOException {
        Properties file = file();
        Topics topics = topics(file);
        Map<String, Object> settings = new HashMap<>(PATIENCE);
        file.stringPropertyNames().stream()
                .filter(key -> !key.startsWith("joiner."))
                .forEach(key -> settings.put(key, file.getProperty(key)));
        String brokers = chosen(bootstrapServers, file, BOOTSTRAP, "localhost:9092");
        settings.put(BOOTSTRAP, brokers);
        settings.put(REGISTRY, chosen(registry, file, REGISTRY, "http://localhost:8081"));
        String config = commandConfig == null ? null : commandConfig.toString();
        requireTopic(settings, topics, new TopicCommands(brokers, topics.prefix(), config));
        return new Connection(settings, topics);
    }

    /**
     * What commands need.
     *
     * @param settings of the clients and the serializers
     * @param topics the topics
     */
    record Connection(Map<String, Object> settings, Topics topics) {}

    private static String chosen(@Nullable String option, Properties file, String key, String byDefault) {
        return option != null ? option : file.getProperty(key, byDefault).trim();
    }

    private Topics topics(Properties file) {
        try {
            return Topics.withPrefix(chosen(prefix, file, PREFIX, ""));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Commands.commandLine(spec), "--prefix: " + e.getMessage(), e);
        }
    }

    private Properties file() throws IOException {
        Properties properties = new Properties();
        if (commandConfig != null) {
            try (Reader reader = Files.newBufferedReader(commandConfig, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new IOException("cannot read " + commandConfig, e);
            }
        }
        return properties;
    }

    private static void requireTopic(Map<String, Object> settings, Topics topics, TopicCommands commands) {
        try (Admin admin = Admin.create(settings)) {
            String name = topics.experiments().name();
            if (!new TopicAdmin(admin, topics).states().containsKey(name)) {
                throw new StartupException("topic " + name + " is missing; create it with: " + commands.create());
            }
        }
    }
}
