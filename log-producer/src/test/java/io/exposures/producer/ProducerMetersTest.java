package io.exposures.producer;

import static io.exposures.producer.Counts.properties;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProducerMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void theMetersShowWhatBecameOfRecords() {
        FakeKafka kafka = FakeKafka.silent();
        KafkaLogClient client = kafka.client(properties("exposures.buffer.records", "4"));
        new ProducerMeters(client).bindTo(registry);
        client.outcomeLogger().log("ann", "click");
        await().atMost(Duration.ofSeconds(20)).until(() -> kafka.sent().size() == 1);
        kafka.acknowledgeAll();
        client.flush(Duration.ofSeconds(20));
        for (int i = 0; i < 3; i++) {
            client.outcomeLogger().log("ann", "click");
        }
        client.exposureLogger().log(null);
        client.exposureLogger().log(Examples.exposure("ann"));
        client.exposureLogger().log(Examples.exposure("ann"));

        assertThat(count("handed.in", "kind", "outcome")).isEqualTo(4);
        assertThat(count("accepted", "kind", "outcome")).isEqualTo(3);
        assertThat(count("delivered", "kind", "outcome")).isEqualTo(1);
        assertThat(count("dropped", "kind", "outcome", "reason", "buffer_full")).isEqualTo(1);
        assertThat(count("dropped", "kind", "exposure", "reason", "invalid")).isEqualTo(1);
        assertThat(count("suppressed", "kind", "exposure")).isEqualTo(1);
        assertThat(count("dedup.hits")).isEqualTo(1);
        assertThat(count("dedup.misses")).isEqualTo(1);
        assertThat(gauge("buffered.records", "kind", "outcome")).isEqualTo(2);
        assertThat(gauge("buffered.bytes", "kind", "outcome")).isGreaterThan(200);
        assertThat(gauge("disk.records", "kind", "outcome")).isZero();
        await().atMost(Duration.ofSeconds(20)).until(() -> gauge("oldest") > 0);
        client.close(Duration.ZERO);
    }

    @Test
    void everyMeterIsDescribed() {
        KafkaLogClient client = FakeKafka.healthy().client(properties());
        new ProducerMeters(client).bindTo(registry);

        assertThat(registry.getMeters())
                .hasSizeGreaterThan(30)
                .extracting(Meter::getId)
                .allMatch(id -> id.getName().startsWith("exposures.producer.")
                        && id.getDescription() != null
                        && id.getDescription().endsWith("."));
        client.close();
    }

    private double count(String name, String... tags) {
        return registry.get("exposures.producer." + name)
                .tags(tags)
                .functionCounter()
                .count();
    }

    private double gauge(String name, String... tags) {
        return registry.get("exposures.producer." + name).tags(tags).gauge().value();
    }
}
