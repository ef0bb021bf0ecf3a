package io.exposures.producer;

import java.util.Map;
import org.apache.kafka.clients.producer.Producer;

/** Makes Kafka producers; a seam for tests. */
@FunctionalInterface
interface ProducerFactory {

    /** Makes a producer from settings; must not wait for a broker. */
    Producer<byte[], byte[]> make(Map<String, Object> settings);
}
