package io.exposures.joiner.topology;

import io.exposures.schemas.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.Topology;

/** Where a topology's output goes. */
@FunctionalInterface
interface Destinations {

    /** Adds the node {@code name}, which takes what is meant for {@code topic}. */
    void add(Topology topology, String name, Topic<? extends SpecificRecord> topic);
}
