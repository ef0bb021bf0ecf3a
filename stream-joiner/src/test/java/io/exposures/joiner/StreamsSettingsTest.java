package io.exposures.joiner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {

    private static String sessionTimeout(Map<String, String> own) {
        Properties properties = new Properties();
        properties.putAll(
                Map.of("bootstrap.servers", "none:1", "application.id", "a", "schema.registry.url", "mock://settings"));
        properties.putAll(own);
        return String.valueOf(new StreamsConfig(StreamsSettings.of(JoinerConfig.of(properties)))
                .getMainConsumerConfigs("a", "client", 0)
                .get("session.timeout.ms"));
    }

    @Test
    void aDeadInstanceIsOutOfItsGroupSoon() {
        assertThat(sessionTimeout(Map.of())).isEqualTo("15000");
    }

    @Test
    void theOperatorsOwnSettingWins() {
        assertThat(sessionTimeout(Map.of("session.timeout.ms", "10000"))).isEqualTo("10000");
        assertThat(sessionTimeout(Map.of("consumer.session.timeout.ms", "6000")))
                .isEqualTo("6000");
    }
}
