package io.exposures.joiner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsSettingsTest {

    private static StreamsConfig settings(Map<String, String> own) {
        Properties properties = new Properties();
        properties.putAll(
                Map.of("bootstrap.servers", "none:1", "application.id", "a", "schema.registry.url", "mock://settings"));
        properties.putAll(own);
        return new StreamsConfig(StreamsSettings.of(JoinerConfig.of(properties)));
    }

    private static String consumer(Map<String, String> own, String setting) {
        return String.valueOf(
                settings(own).getMainConsumerConfigs("a", "client", 0).get(setting));
    }

    private static String producer(Map<String, String> own, String setting) {
        return String.valueOf(settings(own).getProducerConfigs("client").get(setting));
    }

    @Test
    void aDeadInstanceIsOutOfItsGroupSoon() {
        assertThat(consumer(Map.of(), "session.timeout.ms")).isEqualTo("15000");
    }

    @Test
    void nothingIsSkippedAndLargeRecordsAreSent() {
        assertThat(consumer(Map.of(), "auto.offset.reset")).isEqualTo("earliest");
        assertThat(producer(Map.of(), "max.request.size")).isEqualTo("8388608");
        assertThat(producer(Map.of(), "compression.type")).isEqualTo("lz4");
        assertThat(producer(Map.of(), "transaction.timeout.ms")).isEqualTo("60000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "consumer.", "main.consumer."})
    void theOperatorsOwnSettingOfConsumersWins(String prefix) {
        Map<String, String> own = Map.of(prefix + "session.timeout.ms", "10000");
        assertThat(consumer(own, "session.timeout.ms")).isEqualTo("10000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "producer."})
    void theOperatorsOwnSettingOfProducersWins(String prefix) {
        Map<String, String> own =
                Map.of(prefix + "transaction.timeout.ms", "20000", prefix + "compression.type", "zstd");
        assertThat(producer(own, "transaction.timeout.ms")).isEqualTo("20000");
        assertThat(producer(own, "compression.type")).isEqualTo("zstd");
    }
}
