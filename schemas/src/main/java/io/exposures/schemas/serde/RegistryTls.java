package io.exposures.schemas.serde;

import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * The TLS settings of connections to the registry: Kafka's own {@code ssl.*} settings behind a prefix.
 *
 * @param settings the settings, without the prefix; none means what the Java virtual machine trusts
 */
record RegistryTls(Map<String, Object> settings) {

    RegistryTls {
        settings = Map.copyOf(settings);
    }

    /** Those of {@code settings} that start with {@link SerdeConfig#TLS_PREFIX}. */
    static RegistryTls in(AbstractConfig settings) {
        Map<String, Object> ours = new HashMap<>();
        settings.originalsWithPrefix(SerdeConfig.TLS_PREFIX).forEach((name, value) -> ours.put("ssl." + name, value));
        return new RegistryTls(ours);
    }

    boolean isDefault() {
        return settings.isEmpty();
    }

    /**
     * The keys and certificates that the settings name.
     *
     * @throws org.apache.kafka.common.KafkaException if they cannot be read
     */
    SSLContext context() {
        ConfigDef definition = new ConfigDef().withClientSslSupport();
        DefaultSslEngineFactory factory = new DefaultSslEngineFactory();
        factory.configure(new AbstractConfig(definition, settings, false).values());
        return factory.sslContext();
    }
}
