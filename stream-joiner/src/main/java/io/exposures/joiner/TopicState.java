package io.exposures.joiner;

import java.util.Map;

/**
 * A topic as it is on the broker.
 *
 * @param name its name
 * @param partitions number of partitions
 * @param replicas replicas of its first partition
 * @param config all its settings, by their Kafka names
 */
record TopicState(String name, int partitions, int replicas, Map<String, String> config) {

    TopicState {
        config = Map.copyOf(config);
    }
}
