package io.exposures.joiner;

import io.exposures.schemas.Topic;
import io.exposures.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks at the pipeline's topics and creates them. */
final class TopicAdmin {

    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
    private static final int ADDRESSES = 3;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Admin admin;
    private final Topics topics;

    TopicAdmin(Admin admin, Topics topics) {
        this.admin = admin;
        this.topics = topics;
    }

    /**
     * The topics that exist, by name.
     *
     * @throws StartupException if the brokers do not answer or refuse to
     */
    Map<String, TopicState> states() {
        Map<String, TopicDescription> descriptions = descriptions();
        Map<String, Map<String, String>> settings = settings(descriptions.keySet());
        Map<String, TopicState> states = new TreeMap<>();
        descriptions.forEach((name, topic) ->
                Optional.ofNullable(settings.get(name)).ifPresent(known -> states.put(name, state(topic, known))));
        return states;
    }

    /** The brokers' own addresses, as clients reach them. */
    String brokers() {
        return answer(admin.describeCluster().nodes()).stream()
                .limit(ADDRESSES)
                .map(node -> node.host() + ":" + node.port())
                .collect(Collectors.joining(","));
    }

    /**
     * Creates the topics that are missing and waits until they can be seen. Another process may do the same meanwhile.
     *
     * @param partitions partitions of topics spread by userid
     * @param replicationFactor replicas; -1 leaves it to the broker
     * @return the names of the topics that this call created
     * @throws StartupException if the brokers do not answer or refuse to
     */
    List<String> createMissing(int partitions, short replicationFactor) {
        Map<String, TopicState> existing = states();
        Map<String, NewTopic> missing = new TreeMap<>();
        for (Topic<?> topic : topics.all()) {
            if (!existing.containsKey(topic.name())) {
                missing.put(
                        topic.name(),
                        new NewTopic(topic.name(), topic.partitions(partitions), replicationFactor)
                                .configs(topic.config()));
            }
        }
        List<String> created = new ArrayList<>();
        admin.createTopics(missing.values())
                .values()
                .forEach((name, done) -> answerUnless(TopicExistsException.class, done.thenApply(none -> name))
                        .ifPresent(created::add));
        awaitVisible();
        return created;
    }

    private List<String> names() {
        return topics.all().stream().map(topic -> topic.name()).toList();
    }

    private Map<String, TopicDescription> descriptions() {
        Map<String, TopicDescription> descriptions = new TreeMap<>();
        admin.describeTopics(names())
                .topicNameValues()
                .forEach((name, description) -> answerUnless(UnknownTopicOrPartitionException.class, description)
                        .ifPresent(topic -> descriptions.put(name, topic)));
        return descriptions;
    }

    private Map<String, Map<String, String>> settings(Set<String> names) {
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<String, Map<String, String>> settings = new HashMap<>();
        admin.describeConfigs(resources)
                .values()
                .forEach((resource, config) -> answerUnless(UnknownTopicOrPartitionException.class, config)
                        .ifPresent(known -> settings.put(resource.name(), values(known))));
        return settings;
    }

    private static Map<String, String> values(Config config) {
        Map<String, String> values = new HashMap<>();
        config.entries().stream()
                .filter(entry -> entry.value() != null)
                .forEach(entry -> values.put(entry.name(), entry.value()));
        return values;
    }

    private static TopicState state(TopicDescription topic, Map<String, String> settings) {
        int replicas = topic.partitions().get(0).replicas().size();
        return new TopicState(topic.name(), topic.partitions().size(), replicas, settings);
    }

    private void awaitVisible() {
        long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (states().size() < topics.all().size()) {
            if (System.nanoTime() > deadline) {
                throw new StartupException("topics were created but cannot be seen after " + VISIBLE_WITHIN.toSeconds()
                        + " s; look at the brokers' logs");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException("interrupted while waiting for topics", e);
        }
    }

    /** What the brokers say, or nothing if they say that it is as expected there. */
    private static <T> Optional<T> answerUnless(Class<? extends Exception> expected, KafkaFuture<T> future) {
        try {
            return Optional.of(answer(future));
        } catch (StartupException e) {
            if (expected.isInstance(e.getCause())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException("interrupted while asking the brokers", e);
        }
    }

    private static StartupException failure(Throwable cause) {
        if (cause instanceof TimeoutException) {
            return new StartupException(
                    "the brokers do not answer (" + cause.getMessage()
                            + "); check bootstrap.servers, the network, and the security settings",
                    cause);
        }
        return new StartupException("the brokers refuse: " + cause.getMessage(), cause);
    }
}
