package io.exposures.benchmarks.joiner;

import io.exposures.schemas.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;

/** Both input topics into one output topic, byte for byte. */
final class PassThrough {

    private PassThrough() {}

    static Topology topology(Topics topics) {
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        return new Topology()
                .addSource(
                        "in",
                        bytes,
                        bytes,
                        topics.exposures().name(),
                        topics.outcomes().name())
                .addSink(
                        "out",
                        topics.prefix() + Variant.PASS_THROUGH.output(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer(),
                        "in");
    }
}
