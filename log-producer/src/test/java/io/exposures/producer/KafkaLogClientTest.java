package io.exposures.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class KafkaLogClientTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final FakeKafka kafka = new FakeKafka(true);
    private final FakeKafka silentKafka = new FakeKafka(false);

    @Test
    void exposuresAndOutcomesGoToTheirTopicsKeyedByUserid() {
        KafkaLogClient client = kafka.client(properties("exposures.topic.prefix", "shop."));
        client.exposureLogger().log(Examples.exposure("ann"));
        client.exposureLogger().log(Examples.event("bob", "purchase", Map.of()));
        client.outcomeLogger().log("eve", "click");

        assertThat(client.flush(LONG)).isZero();

        assertThat(kafka.sent())
                .extracting(sent -> sent.topic() + "/" + new String(sent.key(), UTF_8))
                .containsExactlyInAnyOrder("shop.exposures/ann", "shop.outcomes/bob", "shop.outcomes/eve");
        assertThat(client.counts(RecordKind.EXPOSURE)).isEqualTo(new RecordCounts(1, 0, 0, 1, Map.of(), 0));
        assertThat(client.counts(RecordKind.OUTCOME)).isEqualTo(new RecordCounts(2, 0, 0, 2, Map.of(), 0));
        client.close();
    }

    @Test
    void nothingIsDeliveredUntilKafkaSaysSo() {
        KafkaLogClient client = silentKafka.client(properties());
        client.outcomeLogger().log("ann", "click");
        await().atMost(LONG).until(() -> !silentKafka.sent().isEmpty());

        assertThat(client.flush(Duration.ofMillis(50))).isEqualTo(1);
        assertThat(client.counts(RecordKind.OUTCOME)).isEqualTo(new RecordCounts(1, 0, 0, 0, Map.of(), 1));

        silentKafka.producer().completeNext();
        assertThat(client.flush(LONG)).isZero();
        assertThat(client.counts(RecordKind.OUTCOME)).isEqualTo(new RecordCounts(1, 0, 0, 1, Map.of(), 0));
        client.close();
    }

    @Test
    void closeReturnsInTimeAndSaysWhatWasNotDelivered() {
        KafkaLogClient client = silentKafka.client(properties());
        client.outcomeLogger().log("ann", "click");
        client.outcomeLogger().log("ann", "click");
        await().atMost(LONG).until(() -> silentKafka.sent().size() == 2);
        silentKafka.producer().completeNext();

        assertThat(client.close(Duration.ofMillis(500))).isEqualTo(1);

        assertThat(client.counts(RecordKind.OUTCOME))
                .isEqualTo(new RecordCounts(2, 0, 0, 1, Map.of(DropReason.UNACKNOWLEDGED_AT_CLOSE, 1L), 0));
        assertThat(client.close(LONG)).isEqualTo(1);
    }

    @Test
    void loggingAfterCloseIsHarmlessAndCounted() {
        KafkaLogClient client = kafka.client(properties());
        client.close();

        client.outcomeLogger().log("ann", "click");
        client.exposureLogger().log(Examples.exposure("ann"));

        assertThat(client.counts(RecordKind.OUTCOME))
                .isEqualTo(new RecordCounts(1, 0, 0, 0, Map.of(DropReason.CLOSED, 1L), 0));
        assertThat(client.counts(RecordKind.EXPOSURE))
                .isEqualTo(new RecordCounts(1, 0, 0, 0, Map.of(DropReason.CLOSED, 1L), 0));
        assertThat(client.flush(LONG)).isZero();
    }

    @Test
    void aFullShareDropsTheNewestAndLeavesTheOtherShareAlone() {
        KafkaLogClient client = silentKafka.client(properties("exposures.buffer.records", "20"));
        for (int i = 0; i < 15; i++) {
            client.exposureLogger().log(Examples.exposure("u" + i));
        }
        client.outcomeLogger().log("ann", "click");

        assertThat(client.counts(RecordKind.EXPOSURE))
                .isEqualTo(new RecordCounts(15, 0, 0, 0, Map.of(DropReason.BUFFER_FULL, 5L), 10));
        assertThat(client.counts(RecordKind.OUTCOME)).isEqualTo(new RecordCounts(1, 0, 0, 0, Map.of(), 1));
        client.close(Duration.ZERO);
    }

    private static Properties properties(String... namesAndValues) {
        Properties properties = Examples.properties("127.0.0.1:1");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put(
                    List.of(namesAndValues).get(i), List.of(namesAndValues).get(i + 1));
        }
        return properties;
    }
}
