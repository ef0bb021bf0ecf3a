package io.exposures.quickstart.faults;

import io.exposures.quickstart.Feed;
import io.exposures.quickstart.Verification;
import io.exposures.quickstart.oracle.InputLogs;
import io.exposures.quickstart.oracle.Rules;
import io.exposures.quickstart.pipeline.JoinerProcess;
import io.exposures.quickstart.pipeline.JoinerSettings;
import io.exposures.quickstart.pipeline.Pipeline;
import io.exposures.quickstart.pipeline.PipelineReader;
import io.exposures.quickstart.pipeline.Resources;
import io.exposures.quickstart.pipeline.TopicCreation;
import io.exposures.quickstart.shop.Delivery;
import io.exposures.schemas.Topics;
import io.exposures.testing.BrokerCluster;
import io.exposures.testing.RegistryServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** A pipeline that is to be hurt: brokers, instances of the joiner, and traffic that is handed in bit by bit. */
final class Stage implements AutoCloseable {

    /** Short, so that a fault need not last for minutes. */
    private static final Map<String, String> SETTINGS = Map.of(
            "session.timeout.ms", "6000",
            "heartbeat.interval.ms", "1500",
            "producer.transaction.timeout.ms", "10000",
            "commit.interval.ms", "200");

    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final Path directory;
    private final Rules rules;
    private final Resources resources = Resources.create(() -> {});
    private final BrokerCluster brokers;
    private final RegistryServer registry;
    private final Map<String, String> settings;
    private final List<JoinerProcess> joiners = new CopyOnWriteArrayList<>();
    private int started;
    private final Feed feed;
    private final Iterator<Delivery> traffic;
    private final long deliveries;
    private final RandomGenerator random;
    private long handedIn;

    /** Starts everything that a fault needs. */
    Stage(Path directory, Fault fault, Rules rules, List<Delivery> traffic, long seed) throws Exception {
        this.directory = directory;
        this.rules = rules;
        this.traffic = traffic.iterator();
        this.deliveries = traffic.size();
        this.random = new SplittableRandom(seed);
        this.registry = resources.add(RegistryServer.start());
        this.brokers = resources.add(BrokerCluster.start(fault.brokers()));
        this.settings = new HashMap<>(SETTINGS);
        if (fault.brokers() > 1) {
            settings.put("replication.factor", Integer.toString(fault.brokers()));
        }
        TopicCreation.createAll(Topics.withPrefix(""), brokers.bootstrapServers(), fault.brokers());
        for (int i = 0; i < fault.joiners(); i++) {
            addJoiner();
        }
        joiners.forEach(JoinerProcess::awaitUp);
        feed = resources.add(new Feed(pipeline()));
    }

    RandomGenerator random() {
        return random;
    }

    BrokerCluster brokers() {
        return brokers;
    }

    /** One of the instances that are meant to run. */
    JoinerProcess joiner(int index) {
        return joiners.get(index);
    }

    /** Starts one more instance, with a state directory of its own. */
    JoinerProcess addJoiner() throws Exception {
        Path own = Files.createDirectories(directory.resolve("instance-" + started++));
        JoinerSettings told =
                new JoinerSettings(brokers.bootstrapServers(), registry.url(), rules, 0, Map.copyOf(settings));
        JoinerProcess joiner = resources.open(() -> new JoinerProcess(own, told));
        joiners.add(joiner);
        return joiner;
    }

    /** Takes an instance out of those that are meant to run; it is not stopped by this. */
    void forget(JoinerProcess joiner) {
        joiners.remove(joiner);
    }

    /** Hands in the next part of the traffic and returns when the client has it, not when it is read. */
    void feed(int part, int parts) {
        long until = deliveries * part / parts;
        while (handedIn < until && traffic.hasNext()) {
            traffic.next().logTo(feed.client());
            handedIn++;
        }
    }

    /** Waits for a while of random length. */
    void pause(Duration atMost) {
        LockSupport.parkNanos(random.nextLong(atMost.toNanos()));
    }

    /** Records that the brokers have and the joiner has not committed. */
    long lag() {
        feed.client().flush(ANSWER);
        return new PipelineReader(pipeline()).lag();
    }

    /** What has been handed in and not arrived, a sentence for each kind. */
    List<String> finishFeed() {
        feed(1, 1);
        return feed.finish();
    }

    Verification.Finding verify() {
        return new Verification(pipeline(), rules).verify(left -> {});
    }

    InputLogs inputs() {
        return new PipelineReader(pipeline()).inputs();
    }

    String bootstrapServers() {
        return brokers.bootstrapServers();
    }

    Path directory() {
        return directory;
    }

    /** Where the instances that run answer; those that are just starting are left out. */
    List<URI> addresses() {
        return joiners.stream()
                .filter(JoinerProcess::isAlive)
                .flatMap(joiner -> joiner.address().stream())
                .toList();
    }

    private Pipeline pipeline() {
        return new Pipeline(brokers.bootstrapServers(), registry.url(), joiners.get(0));
    }

    @Override
    public void close() {
        resources.close();
    }
}
