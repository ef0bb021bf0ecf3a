package io.exposures.quickstart;

import io.exposures.quickstart.oracle.Crossovers;
import io.exposures.quickstart.oracle.Rules;
import io.exposures.quickstart.pipeline.JoinerApi;
import io.exposures.quickstart.pipeline.Pipeline;
import io.exposures.quickstart.pipeline.PipelineReader;
import io.exposures.quickstart.pipeline.Resources;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A running pipeline and the source that is fed into it. */
final class Session {

    private static final Duration WINDOW = Duration.ofDays(7);

    private static final int UNITS_PER_HOUR = 1000;

    private static final int OUTCOMES_PER_HOUR = 3600;

    private final Source source;
    private final Screen screen;
    private final Resources resources;
    private final Rules rules;
    private final Pipeline pipeline;
    private final JoinerApi api;
    private final LiveCounts counts;

    private Session(Source source, Screen screen, Resources resources, Rules rules, Pipeline pipeline, URI page) {
        this.source = source;
        this.screen = screen;
        this.resources = resources;
        this.rules = rules;
        this.pipeline = pipeline;
        this.api = new JoinerApi(page);
        this.counts = resources.add(LiveCounts.start(api, screen));
    }

    /** Starts everything that the source needs, and shows where the page is. */
    static Session start(Source source, int httpPort, Screen screen, Resources resources) throws Exception {
        screen.say("starting a Kafka broker, a schema registry and the joiner ...");
        Rules rules = new Rules(source.horizon(), WINDOW, UNITS_PER_HOUR, OUTCOMES_PER_HOUR);
        Pipeline pipeline = Pipeline.start(rules, source.definitions(), httpPort, resources);
        URI page = pipeline.joiner().awaitUp();
        screen.say("the page is at " + page);
        screen.say("bin/certify --config " + pipeline.joiner().settingsFile() + " checks its numbers against its log");
        return new Session(source, screen, resources, rules, pipeline, page);
    }

    /** Feeds the whole source, waits until it is joined, and compares the results with the oracle's. */
    Verification.Finding feedAndVerify() throws Exception {
        List<String> losses = feed();
        return new Verification(pipeline, rules).verify(counts::left).with(losses);
    }

    /** Feeds the source, shows what it came to if it ends, and stays until the joiner ends or this JVM exits. */
    void feedAndStay() throws Exception {
        ExecutorService feeder = Executors.newSingleThreadExecutor();
        resources.add(feeder::shutdownNow);
        Future<?> feeding = feeder.submit(this::feedAndShow);
        while (!ended(feeding)) {
            pipeline.joiner().checkAlive();
        }
        pipeline.joiner().awaitEnd();
    }

    private Void feedAndShow() throws Exception {
        feed().forEach(screen::say);
        new PipelineReader(pipeline).awaitSettled(counts::left);
        ResultTable.of(Report.experiments(api.experiments(Crossovers.EXCLUDE))).forEach(screen::say);
        return null;
    }

    private List<String> feed() throws Exception {
        Feed feed = resources.add(new Feed(pipeline));
        source.feed(feed.client(), screen);
        return feed.finish();
    }

    private static boolean ended(Future<?> feeding) throws ExecutionException, InterruptedException {
        try {
            feeding.get(1, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }
}
