package io.exposures.quickstart;

import io.exposures.producer.KafkaLogClient;
import io.exposures.producer.RecordCounts;
import io.exposures.producer.RecordKind;
import io.exposures.quickstart.pipeline.Pipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The way from a source into a pipeline: a client as any service has one. */
public final class Feed implements AutoCloseable {

    private static final Duration FLUSH_LIMIT = Duration.ofMinutes(5);

    private final KafkaLogClient client;

    /** A client of a pipeline. */
    public Feed(Pipeline pipeline) {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", pipeline.bootstrapServers());
        properties.setProperty("schema.registry.url", pipeline.registryUrl());
        // A service would rather drop records than wait; here nobody waits for the caller.
        properties.setProperty("exposures.buffer.policy", "wait");
        properties.setProperty("exposures.buffer.max.wait.ms", "60000");
        // The shop stands for many hosts, each of which would send the exposure of a user that it has not seen yet.
        properties.setProperty("exposures.dedup.enabled", "false");
        this.client = KafkaLogClient.builder().properties(properties).build();
    }

    /** Where the source logs to. */
    public KafkaLogClient client() {
        return client;
    }

    /**
     * Waits until the broker has everything that was logged.
     *
     * @return what it does not have, a sentence for each kind of record
     */
    public List<String> finish() {
        client.flush(FLUSH_LIMIT);
        List<String> losses = new ArrayList<>();
        for (RecordKind kind : RecordKind.values()) {
            RecordCounts counts = client.counts(kind);
            if (counts.delivered() != counts.handedIn()) {
                losses.add(kind.label() + " records: " + counts.handedIn() + " were logged, " + counts.delivered()
                        + " reached the broker; dropped: " + counts.dropped());
            }
        }
        return losses;
    }

    @Override
    public void close() {
        client.close(Duration.ZERO);
    }
}
