package io.exposures.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.metadata.storage.Formatter;

/** Main class of a broker's JVM: formats the data directory if it is new, then runs Kafka's own main class. */
final class BrokerMain {

    private BrokerMain() {}

    /** Runs a broker; the only argument is its properties file. */
    public static void main(String[] args) throws Exception {
        Properties settings = Utils.loadProps(args[0]);
        Path data = Path.of(settings.getProperty("log.dirs"));
        if (Files.notExists(data.resolve("meta.properties"))) {
            format(data, settings);
        }
        Kafka.main(args);
    }

    private static void format(Path data, Properties settings) throws Exception {
        new Formatter()
                .setClusterId("exposures-testing-0000")
                .setNodeId(Integer.parseInt(settings.getProperty("node.id")))
                .setControllerListenerName(settings.getProperty("controller.listener.names"))
                .setMetadataLogDirectory(data.toString())
                .addDirectory(data.toString())
                .run();
    }
}
