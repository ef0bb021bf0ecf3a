package io.exposures.joiner.topology;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/** The partition that the key names, or Kafka's default hash of the userid, whatever the key's bytes are. */
final class OutputPartitioner implements StreamPartitioner<OutputKey, SpecificRecord> {

    @Override
    public Optional<Set<Integer>> partitions(
            String topic, OutputKey key, @Nullable SpecificRecord value, int numPartitions) {
        if (key.partition() != null) {
            return Optional.of(Set.of(key.partition()));
        }
        String userid = key.userid();
        return userid == null ? Optional.empty() : Optional.of(Set.of(partition(userid, numPartitions)));
    }

    /** The partition that Kafka's default partitioner puts records of this user in. */
    static int partition(String userid, int partitions) {
        return KeyPlacement.of(userid.getBytes(StandardCharsets.UTF_8), partitions);
    }
}
