package io.exposures.benchmarks.joiner;

import io.exposures.joiner.JoinerConfig;
import io.exposures.joiner.StreamsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;

/** Runs what the joiner is compared with, on the joiner's own settings for Kafka Streams, in a process of its own. */
final class StreamsProcess {

    private StreamsProcess() {}

    /**
     * Runs until SIGTERM.
     *
     * @param arguments variant, file with a joiner's settings
     */
    public static void main(String[] arguments) throws IOException {
        JoinerConfig config = JoinerConfig.load(Path.of(arguments[1]));
        KafkaStreams streams =
                new KafkaStreams(topology(Variant.valueOf(arguments[0]), config), StreamsSettings.of(config, Map.of()));
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close, "stop"));
        streams.start();
        System.out.println(arguments[0] + " is up");
    }

    private static Topology topology(Variant variant, JoinerConfig config) {
        return switch (variant) {
            case PASS_THROUGH -> PassThrough.topology(config.topics());
            case DSL -> DslJoin.topology(config);
            case JOINER -> throw new IllegalArgumentException("the joiner has a main class of its own");
        };
    }
}
