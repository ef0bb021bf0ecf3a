package io.exposures.joiner.certify;

import io.exposures.joiner.JoinerConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Command line of the replay certificate. */
@Command(
        name = "certify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Reads the input topics again from their beginning and compares rows, unit status, sums and ledger with what"
                    + " the running joiner has published at the same offsets.",
            "It writes to no topic, and cleans up after itself."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything agrees",
            "1:something differs; the table says what",
            "2:it could not be compared, or the command line is wrong"
        })
public final class CertifyMain implements Callable<Integer> {

    private static final int DIFFERS = 1;
    private static final int NOT_COMPARED = 2;

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "The properties that the running joiner was started with.")
    Path config = Path.of("joiner.properties");

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long the replay may stand still (default: ${DEFAULT-VALUE}).")
    int patience;

    private CertifyMain() {}

    /** Runs the command and exits. */
    public static void main(String[] args) {
        // What goes wrong is told in one line, not by the client's log.
        System.setProperty("kafka.log.level", "OFF");
        System.exit(run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                args));
    }

    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new CertifyMain()).setOut(out).setErr(err).execute(args);
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            Certificate certificate =
                    new Certifier(JoinerConfig.load(config), Duration.ofSeconds(patience), err()).certify();
            CertificateTable.print(certificate, out());
            out().println(
                            certificate.agrees()
                                    ? "\nCERTIFIED: the replay came to the same result"
                                    : "\nNOT CERTIFIED: the running joiner and the replay differ");
            return certificate.agrees() ? 0 : DIFFERS;
        } catch (IOException e) {
            return refuse("cannot read " + config + ": " + e.getMessage());
        } catch (CertifyException | IllegalArgumentException | IllegalStateException | KafkaException e) {
            return refuse(String.valueOf(e.getMessage()));
        }
    }

    private int refuse(String why) {
        err().println("certify: " + why);
        return NOT_COMPARED;
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec, "set by picocli").commandLine();
    }

    private PrintWriter out() {
        return commandLine().getOut();
    }

    private PrintWriter err() {
        return commandLine().getErr();
    }
}
