package io.exposures.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.testing.SharedBroker;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaLogClientIT {

    private final String prefix = SharedBroker.newPrefix(KafkaLogClientIT.class);
    private final Properties properties = Examples.properties(SharedBroker.bootstrapServers());
    private final TopicReader reader =
            new TopicReader(SharedBroker.bootstrapServers(), properties.getProperty("schema.registry.url"), prefix);

    @BeforeEach
    void topics() throws Exception {
        properties.put("exposures.topic.prefix", prefix);
        reader.createTopics();
    }

    @Test
    void whatAServiceLogsIsOnTheTopicsOnceEach() {
        KafkaLogClient client = KafkaLogClient.builder().properties(properties).build();
        for (int i = 0; i < 100; i++) {
            client.exposureLogger().log(Examples.exposure("user-" + i));
            client.outcomeLogger().log("user-" + i, "purchase", i);
        }
        client.exposureLogger().log(Examples.event("user-1", "click", Map.of()));

        assertThat(client.close(Duration.ofSeconds(30))).isZero();

        var exposures = reader.exposures();
        assertThat(exposures)
                .extracting(ConsumerRecord::key)
                .doesNotHaveDuplicates()
                .hasSize(100);
        assertThat(exposures).allMatch(read -> read.key().equals(read.value().getUserid()));
        assertThat(exposures)
                .allMatch(read -> read.partition()
                        == Utils.toPositive(Utils.murmur2(read.key().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                                % TopicReader.PARTITIONS);
        var outcomes = reader.outcomes();
        assertThat(outcomes)
                .extracting(read -> read.value().getEventId())
                .doesNotHaveDuplicates()
                .hasSize(101);
        assertThat(client.counts(RecordKind.EXPOSURE)).isEqualTo(new RecordCounts(100, 0, 0, 100, Map.of(), 0));
        assertThat(client.counts(RecordKind.OUTCOME)).isEqualTo(new RecordCounts(101, 0, 0, 101, Map.of(), 0));
    }
}
