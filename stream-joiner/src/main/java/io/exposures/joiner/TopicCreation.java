package io.exposures.joiner;

import io.exposures.schemas.Topics;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** Creates the topics that are missing, with the settings that the pipeline relies on. */
public final class TopicCreation {

    private final TopicAdmin admin;
    private final TopicRules rules;

    /**
     * Creates topics of a cluster.
     *
     * @param admin a client of the cluster, which stays open
     * @param topics the topics
     */
    public TopicCreation(Admin admin, Topics topics) {
        this.admin = new TopicAdmin(admin, topics);
        this.rules = new TopicRules(topics, new TopicCommands("", "", null));
    }

    /**
     * Creates the topics that are missing and waits until they can be seen. Existing ones stay as they are; when an input
     * topic exists, its number of partitions is used.
     *
     * @param partitions partitions of topics spread by userid, at least 1
     * @param replicationFactor replicas; -1 leaves it to the broker
     * @return the names of the topics that this call created
     * @throws StartupException if the brokers do not answer or refuse to
     */
    public List<String> createMissing(int partitions, short replicationFactor) {
        int existing = rules.inputPartitions(admin.states());
        return admin.createMissing(existing > 0 ? existing : partitions, replicationFactor);
    }
}
