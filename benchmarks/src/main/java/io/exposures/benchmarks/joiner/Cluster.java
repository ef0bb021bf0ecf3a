package io.exposures.benchmarks.joiner;

import io.exposures.schemas.Topic;
import io.exposures.schemas.Topics;
import io.exposures.testing.BrokerProcess;
import io.exposures.testing.RegistryServer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;

/** A broker in a process of its own, a registry in this one, and the topics of one pipeline. */
final class Cluster implements AutoCloseable {

    private static final int PARTITIONS = 4;

    private final Topics topics;
    private final RegistryServer registry = RegistryServer.start();
    private final BrokerProcess broker;
    private final Admin admin;
    private final Set<String> kept;

    /** Starts them, with empty input topics. */
    Cluster() {
        topics = Topics.withPrefix("bench.");
        kept = Set.of(
                topics.exposures().name(),
                topics.outcomes().name(),
                topics.experiments().name());
        broker = BrokerProcess.start();
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        create(kept::contains);
    }

    Topics topics() {
        return topics;
    }

    long brokerPid() {
        return broker.pid();
    }

    /** Settings of clients and serializers. */
    Map<String, Object> clientSettings() {
        return Map.of("bootstrap.servers", broker.bootstrapServers(), "schema.registry.url", registry.url());
    }

    /** Makes the output topics, empty. */
    void createOutputs() {
        create(name -> !kept.contains(name));
        NewTopic passed = new NewTopic(
                topics.prefix() + Variant.PASS_THROUGH.output(), Optional.of(PARTITIONS), Optional.empty());
        await(admin.createTopics(List.of(passed)).all());
    }

    private void create(Predicate<String> names) {
        await(admin.createTopics(topics.all().stream()
                        .filter(topic -> names.test(topic.name()))
                        .map(Cluster::newTopic)
                        .toList())
                .all());
    }

    private static NewTopic newTopic(Topic<?> topic) {
        return new NewTopic(topic.name(), topic.partitions(PARTITIONS), (short) 1).configs(topic.config());
    }

    /** Deletes what an application has written: output topics and changelogs. */
    void deleteOutputs() {
        Collection<String> written = await(admin.listTopics().names()).stream()
                .filter(name -> !kept.contains(name))
                .toList();
        await(admin.deleteTopics(written).all());
    }

    /** Bytes on the broker's disk of everything but input, by topic. */
    Map<String, Long> writtenBytes() {
        Map<String, Long> bytes = new HashMap<>();
        await(admin.describeLogDirs(List.of(1)).allDescriptions()).values().stream()
                .flatMap(directories -> directories.values().stream())
                .forEach(directory -> directory
                        .replicaInfos()
                        .forEach((partition, replica) -> bytes.merge(partition.topic(), replica.size(), Long::sum)));
        bytes.keySet().removeIf(name -> kept.contains(name) || name.startsWith("__"));
        return bytes;
    }

    /** How many input records an application has committed. */
    long committed(String applicationId) {
        return await(admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata()).entrySet().stream()
                .filter(entry -> kept.contains(entry.getKey().topic()))
                .mapToLong(entry -> offset(entry.getValue()))
                .sum();
    }

    private static long offset(@Nullable OffsetAndMetadata committed) {
        return committed == null ? 0 : committed.offset();
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker refuses: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
        broker.close();
        registry.close();
    }
}
