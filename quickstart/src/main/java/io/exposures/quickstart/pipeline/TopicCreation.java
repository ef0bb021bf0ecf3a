package io.exposures.quickstart.pipeline;

import io.exposures.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** Creates the topics of the pipeline. */
public final class TopicCreation {

    private static final int PARTITIONS = 4;

    private TopicCreation() {}

    /**
     * Creates all topics that a pipeline has.
     *
     * @param topics the topics
     * @param bootstrapServers where the brokers are
     * @param replicas how many brokers hold each partition
     */
    public static void createAll(Topics topics, String bootstrapServers, int replicas) {
        List<NewTopic> all = topics.all().stream()
                .map(topic -> new NewTopic(topic.name(), topic.partitions(PARTITIONS), (short) replicas)
                        .configs(topic.config()))
                .toList();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.createTopics(all).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topics cannot be created", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
        }
    }
}
