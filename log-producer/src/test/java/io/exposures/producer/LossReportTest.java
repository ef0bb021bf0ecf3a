package io.exposures.producer;

import static io.exposures.producer.Counts.properties;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exposures.producer.FakeKafka.Answer;
import io.exposures.records.Ledger;
import io.exposures.records.Loss;
import io.exposures.schemas.serde.AvroDeserializer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class LossReportTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void whatWasDroppedIsOnTheLedgerByReasonExperimentAndTime() {
        FakeKafka kafka = FakeKafka.healthy();
        KafkaLogClient client = kafka.client(properties("exposures.host", "shop-1"));
        client.exposureLogger().log(Examples.record("exposure", Map.of(), Map.of()));
        client.exposureLogger().log(Examples.record("exposure", Map.of(), Map.of()));
        client.outcomeLogger().log("ann", "buy", Double.NaN);

        assertThat(client.close(LONG)).isZero();

        List<ProducerRecord<byte[], byte[]>> reports = reports(kafka);
        assertThat(reports).hasSize(1);
        Ledger ledger = decode(reports.get(0));
        assertThat(ledger.getPartition()).isNull();
        assertThat(ledger.getLoss().getSource().getHost()).isEqualTo("shop-1");
        assertThat(new String(reports.get(0).key(), UTF_8))
                .isEqualTo("[\"loss\",\"shop-1\",\"" + ledger.getLoss().getReportId() + "\"]");
        assertThat(ledger.getLoss().getLosses())
                .containsExactlyInAnyOrder(
                        new Loss("exposure", "invalid", "ButtonColour", 2L, Examples.NOON, Examples.NOON),
                        new Loss("outcome", "invalid", null, 1L, Examples.NOON, Examples.NOON));
    }

    @Test
    void withoutLossesThereIsNoReport() {
        FakeKafka kafka = FakeKafka.healthy();
        KafkaLogClient client = kafka.client(properties("exposures.loss.report.interval.ms", "1"));
        client.outcomeLogger().log("ann", "buy");

        client.close(LONG);

        assertThat(reports(kafka)).isEmpty();
    }

    @Test
    void theLossesOfAllReportsAddUpToWhatWasDropped() {
        FakeKafka kafka = FakeKafka.healthy();
        KafkaLogClient client = kafka.client(properties("exposures.loss.report.interval.ms", "1"));
        for (int i = 0; i < 5; i++) {
            int before = reports(kafka).size();
            client.exposureLogger().log(null);
            await().atMost(LONG).until(() -> reports(kafka).size() > before);
        }

        client.close(LONG);

        long reported = lossesOn(kafka).stream().mapToLong(Loss::getCount).sum();
        assertThat(reported).isEqualTo(5);
    }

    @Test
    void aReportThatDoesNotArriveIsNotForgottenAndHoldsUpNothing() {
        AtomicInteger attempts = new AtomicInteger();
        FakeKafka kafka = new FakeKafka((producer, send, record) -> {
            if (record.topic().equals("ledger")) {
                attempts.incrementAndGet();
                throw new TimeoutException("no such topic");
            }
            return Answer.ACKNOWLEDGED;
        });
        KafkaLogClient client = kafka.client(properties("exposures.loss.report.interval.ms", "1"));
        client.exposureLogger().log(null);
        await().atMost(LONG).until(() -> attempts.get() > 0);
        client.outcomeLogger().log("ann", "buy");

        assertThat(client.close(LONG)).isZero();

        assertThat(client.counts(RecordKind.OUTCOME).delivered()).isEqualTo(1);
        assertThat(attempts.get()).isLessThanOrEqualTo(2);
    }

    static List<Loss> lossesOn(FakeKafka kafka) {
        return reports(kafka).stream()
                .flatMap(report -> decode(report).getLoss().getLosses().stream())
                .toList();
    }

    private static List<ProducerRecord<byte[], byte[]>> reports(FakeKafka kafka) {
        return kafka.acknowledged().stream()
                .filter(record -> record.topic().equals("ledger"))
                .toList();
    }

    private static Ledger decode(ProducerRecord<byte[], byte[]> report) {
        try (AvroDeserializer<Ledger> deserializer = new AvroDeserializer<>(Ledger.class)) {
            deserializer.configure(Map.of("schema.registry.url", "mock://log-producer"), false);
            return Objects.requireNonNull(deserializer.deserialize(report.topic(), report.value()));
        }
    }
}
