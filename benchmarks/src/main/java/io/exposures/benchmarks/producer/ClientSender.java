package io.exposures.benchmarks.producer;

import io.exposures.producer.KafkaLogClient;
import io.exposures.producer.RecordKind;
import java.time.Duration;
import java.util.Properties;

/**
 * This project's client, with its defaults except that callers wait for room, as a full buffer must not drop here, and that
 * the buffer is as large as that of Kafka's producer.
 */
final class ClientSender implements Sender {

    private final KafkaLogClient client;

    ClientSender(String bootstrapServers, String prefix, boolean dedup) {
        Properties properties = ClientSettings.of(bootstrapServers, prefix);
        properties.put("exposures.buffer.policy", "wait");
        properties.put("exposures.buffer.max.wait.ms", "60000");
        properties.put("exposures.buffer.bytes", Integer.toString(32 << 20));
        properties.put("exposures.dedup.enabled", Boolean.toString(dedup));
        client = KafkaLogClient.builder().properties(properties).build();
    }

    @Override
    public void send(long number) {
        if (Traffic.isExposure(number)) {
            client.exposureLogger().log(Traffic.exposure(number));
        } else {
            client.outcomeLogger().log(Traffic.userid(number), "purchase", Traffic.amount(number));
        }
    }

    @Override
    public void finish(long sent) {
        client.flush(Duration.ofMinutes(1));
        long delivered = client.counts(RecordKind.EXPOSURE).delivered()
                + client.counts(RecordKind.OUTCOME).delivered();
        if (delivered != sent) {
            throw new IllegalStateException("of " + sent + " records only " + delivered + " were delivered: "
                    + client.counts(RecordKind.EXPOSURE) + ", " + client.counts(RecordKind.OUTCOME));
        }
    }
}
