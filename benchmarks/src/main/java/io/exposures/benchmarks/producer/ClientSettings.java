package io.exposures.benchmarks.producer;

import java.util.Properties;

/** Settings of the measured client. */
final class ClientSettings {

    private ClientSettings() {}

    /** The defaults, with a registry in the same JVM: a schema is registered once and does not matter here. */
    static Properties of(String bootstrapServers, String prefix) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("schema.registry.url", "mock://bench");
        properties.put("exposures.topic.prefix", prefix);
        return properties;
    }
}
