package io.exposures.quickstart;

import io.exposures.producer.KafkaLogClient;
import io.exposures.producer.RecordCounts;
import io.exposures.producer.RecordKind;
import io.exposures.quickstart.oracle.Crossovers;
import io.exposures.quickstart.oracle.Rules;
import io.exposures.quickstart.pipeline.JoinerApi;
import io.exposures.quickstart.pipeline.Pipeline;
import io.exposures.quickstart.pipeline.PipelineReader;
import io.exposures.quickstart.pipeline.Resources;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** A pipeline that a source is fed into, from start to end. Whatever it starts goes with its resources. */
final class Session {

    private static final Duration WINDOW = Duration.ofDays(7);

    private static final int UNITS_PER_HOUR = 1000;

    private static final int OUTCOMES_PER_HOUR = 3600;

    private static final Duration STEP = Duration.ofMillis(500);

    private static final Duration FLUSH_LIMIT = Duration.ofMinutes(5);

    private final Source source;
    private final Screen screen;
    private final Resources resources;
    private final Rules rules;

    Session(Source source, Screen screen, Resources resources) {
        this.source = source;
        this.screen = screen;
        this.resources = resources;
        this.rules = new Rules(source.horizon(), WINDOW, UNITS_PER_HOUR, OUTCOMES_PER_HOUR);
    }

    /** Starts everything and shows where the page is. */
    Pipeline start(int httpPort) throws Exception {
        screen.say("starting a Kafka broker, a schema registry and the joiner ...");
        Pipeline pipeline = Pipeline.start(rules, httpPort, resources);
        URI page = pipeline.joiner().awaitUp();
        screen.say("the page is at " + page);
        resources.add(LiveCounts.start(new JoinerApi(page), screen));
        return pipeline;
    }

    /**
     * Feeds the whole source, and returns when the broker has it.
     *
     * @return what did not reach the broker, a sentence for each kind of record
     */
    List<String> feed(Pipeline pipeline) throws Exception {
        KafkaLogClient client = client(pipeline);
        resources.add(() -> client.close(Duration.ZERO));
        source.feed(client, screen);
        client.flush(FLUSH_LIMIT);
        List<String> losses = new ArrayList<>();
        for (RecordKind kind : RecordKind.values()) {
            RecordCounts counts = client.counts(kind);
            if (counts.delivered() != counts.handedIn()) {
                losses.add(kind.label() + "s: " + counts.handedIn() + " handed in, " + counts);
            }
        }
        return losses;
    }

    /** A client as a service has it; only that it waits when the buffer is full, since nobody waits for its caller. */
    private static KafkaLogClient client(Pipeline pipeline) {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", pipeline.bootstrapServers());
        properties.setProperty("schema.registry.url", pipeline.registryUrl());
        properties.setProperty("exposures.buffer.policy", "wait");
        properties.setProperty("exposures.buffer.max.wait.ms", "60000");
        return KafkaLogClient.builder().properties(properties).build();
    }

    /** Feeds the source, shows what it came to if it ends, and stays until the joiner ends or this JVM exits. */
    void feedAndStay(Pipeline pipeline) throws Exception {
        ExecutorService feeder = Executors.newSingleThreadExecutor();
        resources.add(feeder::shutdownNow);
        Future<?> feeding = feeder.submit(() -> feedAndShow(pipeline));
        boolean fed = false;
        while (true) {
            pipeline.joiner().checkAlive();
            if (!fed && feeding.isDone()) {
                feeding.get();
                fed = true;
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    private Void feedAndShow(Pipeline pipeline) throws Exception {
        feed(pipeline).forEach(screen::say);
        new PipelineReader(pipeline).awaitSettled(left -> {});
        JoinerApi api = new JoinerApi(pipeline.joiner().awaitUp());
        ResultTable.of(Report.experiments(api.experiments(Crossovers.EXCLUDE))).forEach(screen::say);
        return null;
    }

    Verification.Finding verify(Pipeline pipeline) {
        return new Verification(pipeline, rules).verify(screen);
    }
}
