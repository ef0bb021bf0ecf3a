package io.exposures.benchmarks.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** All measurements once, too short to mean anything, with a real broker. */
class ProducerCommandIT {

    @TempDir
    private Path directory;

    @Test
    void everythingIsMeasured() throws Exception {
        Path json = directory.resolve("producer.json");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int status = new CommandLine(new ProducerCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(
                        "--records", "5000", "--calls", "6000", "--rounds", "1", "--threads", "2", "--json", json + "");

        assertThat(status).as(err.toString()).isZero();
        assertThat(out.toString()).contains("ours", "plain", "up ", "down ", "full ", "cpu_to_plain_producer");
        assertThat(Files.readString(json))
                .contains("\"benchmark\": \"producer\"", "\"cpu_to_plain_producer\": ", "\"caller_p99_ns\": {\"up\": ");
        assertThat(err.toString().lines()).hasSize(Variant.values().length + CallerState.values().length);
    }
}
