package io.exposures.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProducerConfigTest {

    @Test
    void whatIsNotSetHasItsDefault() {
        ProducerConfig config = ProducerConfig.from(Examples.properties("b:1"));

        assertThat(config.topicOf(RecordKind.EXPOSURE)).isEqualTo("exposures");
        assertThat(config.topicOf(RecordKind.OUTCOME)).isEqualTo("outcomes");
        assertThat(config.useridInput()).isEqualTo("userid");
        assertThat(config.buffer())
                .isEqualTo(new ProducerConfig.Buffer(
                        100_000, 64 << 20, 0.5, FullPolicy.DROP_NEWEST, Duration.ofMillis(10)));
        assertThat(config.disk()).isEqualTo(new ProducerConfig.Disk(null, 1 << 30));
        assertThat(config.dedup()).isEqualTo(new ProducerConfig.Dedup(true, 50_000, Duration.ofMinutes(10)));
        assertThat(config.lossReportInterval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.closeTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.shutdownHook()).isFalse();
        assertThat(config.kafka())
                .containsEntry("acks", "all")
                .containsEntry("linger.ms", 20)
                .containsEntry("compression.type", "lz4")
                .containsEntry("max.in.flight.requests.per.connection", 1)
                .containsEntry("delivery.timeout.ms", Integer.MAX_VALUE);
    }

    @Test
    void whatIsSetIsTaken() {
        Properties properties = Examples.properties("b:1");
        properties.put("exposures.topic.prefix", "shop.");
        properties.put("exposures.buffer.records", "10");
        properties.put("exposures.buffer.policy", "drop-oldest");
        properties.put("exposures.buffer.exposures.share", "0.8");
        properties.put("exposures.overflow.directory", "/var/lib/shop");
        properties.put("exposures.dedup.enabled", "false");
        properties.put("linger.ms", "5");
        properties.put("ssl.truststore.location", "/etc/trust.jks");

        ProducerConfig config = ProducerConfig.from(properties);

        assertThat(config.topicOf(RecordKind.EXPOSURE)).isEqualTo("shop.exposures");
        assertThat(config.buffer().whenFull()).isEqualTo(FullPolicy.DROP_OLDEST);
        assertThat(config.buffer().records()).isEqualTo(10);
        assertThat(config.buffer().share(RecordKind.OUTCOME)).isEqualTo(1 - 0.8);
        assertThat(config.disk().directory()).isEqualTo(Path.of("/var/lib/shop"));
        assertThat(config.dedup().enabled()).isFalse();
        assertThat(config.kafka())
                .containsEntry("linger.ms", "5")
                .containsEntry("ssl.truststore.location", "/etc/trust.jks")
                .containsEntry("schema.registry.url", "mock://log-producer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exposures.buffer.records | many | exposures.buffer.records: expected a whole number from 2 to 8388607, got: many",
                "exposures.buffer.records | 1 | exposures.buffer.records: expected a whole number from 2 to 8388607, got: 1",
                "exposures.buffer.policy | block | exposures.buffer.policy: expected one of [drop-newest, drop-oldest, wait], got: block",
                "exposures.buffer.exposures.share | 1 | exposures.buffer.exposures.share: expected a number between 0 and 1, both excluded, got: 1",
                "exposures.dedup.enabled | yes | exposures.dedup.enabled: expected true or false, got: yes",
                "exposures.topic.prefix | a/b | topic prefix: expected at most 200 of [a-zA-Z0-9._-], got: a/b",
                "exposures.buffer.bytes | 4096 | exposures.buffer.bytes: too small for exposures.record.max.bytes",
                "exposures.bufer.records | 5 | exposures.bufer.records: no such setting",
                "partitioner.class | x.Y | partitioner.class: cannot be set, because exposures and outcomes are joined by Kafka's default partitioner",
                "key.serializer | x.Y | key.serializer: cannot be set, because keys are always the userid as UTF-8",
                "transactional.id | t | transactional.id: cannot be set, because records are not sent in transactions",
                "acks | most | Kafka refuses the settings of its producer: Invalid value most for configuration acks",
            })
    void aWrongSettingIsNamedWithWhatIsExpected(String name, String value, String message) {
        Properties properties = Examples.properties("b:1");
        properties.put(name, value);

        assertThatThrownBy(() -> ProducerConfig.from(properties))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void theBrokerMustBeNamed() {
        assertThatThrownBy(() -> ProducerConfig.from(new Properties()))
                .hasMessage("bootstrap.servers: missing; expected host:port of a Kafka broker");
    }

    @Test
    void aSmallOverflowIsRefused() {
        Properties properties = Examples.properties("b:1");
        properties.put("exposures.overflow.directory", "/tmp/x");
        properties.put("exposures.overflow.bytes", "4194304");

        assertThatThrownBy(() -> ProducerConfig.from(properties))
                .hasMessageStartingWith("exposures.overflow.bytes: expected at least 4194304 for the smaller share");
    }

    @Test
    void theSerializerMustExistAndAcceptItsSettings() {
        Properties missing = Examples.properties("b:1");
        missing.put("value.serializer", "no.such.Serializer");
        Properties refused = Examples.properties("b:1");
        refused.remove("schema.registry.url");

        assertThatThrownBy(() -> KafkaLogClient.builder().properties(missing).build())
                .hasMessage("value.serializer: no such serializer class: no.such.Serializer");
        assertThatThrownBy(() -> KafkaLogClient.builder().properties(refused).build())
                .hasMessageContaining("refuses its settings")
                .hasMessageContaining("schema.registry.url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://me:hush@r:8081,https://you:hush@s:8081", "https://me:x/hush@r", "https://me:x@,hush@r"})
    void noPartOfAPasswordInAnAddressIsShown(String address) {
        Properties properties = Examples.properties("b:1");
        properties.put("schema.registry.url", address);

        assertThat(EffectiveConfig.describe(ProducerConfig.from(properties)))
                .doesNotContain("hush", "me:")
                .contains("https://[hidden]@");
    }

    @Test
    void theLogShowsTheSettingsWithoutSecrets() {
        Properties properties = Examples.properties("b:1");
        properties.put("schema.registry.url", "https://me:hush@registry:8081");
        properties.put("basic.auth.user.info", "me:hush");
        properties.put("sasl.jaas.config", "Login required password=\"hush\";");
        properties.put("ssl.keystore.password", "hush");
        properties.put("my.own.api-key", "hush");
        properties.put("linger.ms", "7");

        String shown = EffectiveConfig.describe(ProducerConfig.from(properties));

        assertThat(shown)
                .doesNotContain("hush")
                .contains("linger.ms=7", "bootstrap.servers=b:1", "https://[hidden]@registry:8081", "acks=all")
                .contains("basic.auth.user.info=[hidden]", "my.own.api-key=[hidden]");
    }
}
