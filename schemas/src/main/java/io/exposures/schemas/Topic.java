package io.exposures.schemas;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * One topic of the pipeline.
 *
 * @param name its name on the broker, prefix included
 * @param valueType the record type of its values
 * @param layout how records are spread over partitions
 * @param config the topic settings that the pipeline relies on, by their Kafka names
 * @param <T> the record type of its values
 */
public record Topic<T extends SpecificRecord>(
        String name, Class<T> valueType, Layout layout, Map<String, String> config) {

    /** How a topic's records are spread over partitions. */
    public enum Layout {
        /** By userid with Kafka's default hash; all such topics have the same number of partitions. */
        BY_USERID,
        /** One partition, read whole by every instance. */
        ONE_PARTITION
    }

    public Topic {
        config = Map.copyOf(config);
    }

    /**
     * The number of partitions to create the topic with.
     *
     * @param byUserid the number of partitions of the topics that are spread by userid
     */
    public int partitions(int byUserid) {
        return layout == Layout.ONE_PARTITION ? 1 : byUserid;
    }
}
