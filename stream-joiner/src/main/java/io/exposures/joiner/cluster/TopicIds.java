package io.exposures.joiner.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks up ids and partitions of the topics that state is made from. */
final class TopicIds {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Admin admin;
    private final List<String> inputs;
    private final List<String> changelogs;

    /**
     * Looks at topics.
     *
     * @param admin a client, which stays open
     * @param inputs the input topics
     * @param changelogs topics that the state is restored from
     */
    TopicIds(Admin admin, List<String> inputs, List<String> changelogs) {
        this.admin = admin;
        this.inputs = List.copyOf(inputs);
        this.changelogs = List.copyOf(changelogs);
    }

    /**
     * As it is now. Input topics that are missing are gone.
     *
     * @throws ExecutionException if the brokers do not answer or refuse to
     */
    Origin look() throws ExecutionException, InterruptedException {
        SortedMap<String, String> facts = new TreeMap<>();
        int partitions = 0;
        for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
                describe(inputs).entrySet()) {
            partitions = Math.max(partitions, add(topic.getKey(), topic.getValue(), facts));
        }
        for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
                describe(changelogs).entrySet()) {
            add(topic.getKey(), topic.getValue(), facts);
        }
        if (partitions > 0) {
            facts.put(Origin.PARTITIONS, Integer.toString(partitions));
        }
        return new Origin(facts);
    }

    private Map<String, KafkaFuture<TopicDescription>> describe(List<String> names) {
        DescribeTopicsOptions options = new DescribeTopicsOptions().timeoutMs((int) PATIENCE.toMillis());
        return admin.describeTopics(names, options).topicNameValues();
    }

    private static int add(String name, KafkaFuture<TopicDescription> answer, Map<String, String> facts)
            throws ExecutionException, InterruptedException {
        try {
            TopicDescription topic = answer.get();
            facts.put(Origin.TOPIC + name, topic.topicId().toString());
            return topic.partitions().size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                facts.put(Origin.TOPIC + name, Origin.GONE);
                return 0;
            }
            throw e;
        }
    }
}
