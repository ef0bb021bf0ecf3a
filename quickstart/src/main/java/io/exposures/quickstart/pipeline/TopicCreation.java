package io.exposures.quickstart.pipeline;

import io.exposures.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** Creates the topics of the pipeline. */
final class TopicCreation {

    private static final int PARTITIONS = 4;

    private static final short REPLICAS = 1;

    private TopicCreation() {}

    static void createAll(Topics topics, String bootstrapServers) {
        List<NewTopic> all = topics.all().stream()
                .map(topic ->
                        new NewTopic(topic.name(), topic.partitions(PARTITIONS), REPLICAS).configs(topic.config()))
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
