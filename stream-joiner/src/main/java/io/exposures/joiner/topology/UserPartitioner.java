package io.exposures.joiner.topology;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/** The partition of the input topics, and of the state, that holds a user. */
public final class UserPartitioner implements StreamPartitioner<String, Object> {

    @Override
    public Optional<Set<Integer>> partitions(String topic, String userid, @Nullable Object value, int numPartitions) {
        return Optional.of(Set.of(OutputPartitioner.partition(userid, numPartitions)));
    }
}
