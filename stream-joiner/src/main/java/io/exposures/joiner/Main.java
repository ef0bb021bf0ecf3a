package io.exposures.joiner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Command line of the joiner. */
@Command(
        name = "joiner",
        mixinStandardHelpOptions = true,
        description = "Joins outcomes to first exposures and serves rows, state and statistics.")
public final class Main implements Callable<Integer> {

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description =
                    "Properties: bootstrap.servers, schema.registry.url, application.id, joiner.* and Kafka's own.")
    private Path config = Path.of("joiner.properties");

    private Main() {}

    /** Runs the joiner until it is told to stop. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        Joiner joiner;
        try {
            joiner = Joiner.start(JoinerConfig.load(config));
        } catch (IOException e) {
            return refuse("cannot read " + config + ": " + e.getMessage());
        } catch (IllegalArgumentException | IllegalStateException | org.apache.kafka.common.KafkaException e) {
            return refuse(String.valueOf(e.getMessage()));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(joiner::close, "stop"));
        System.out.println("joiner is up at " + joiner.address());
        joiner.awaitStop();
        return CommandLine.ExitCode.OK;
    }

    private static int refuse(String why) {
        System.err.println("joiner: " + why);
        return CommandLine.ExitCode.SOFTWARE;
    }
}
