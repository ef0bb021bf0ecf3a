package io.exposures.benchmarks.joiner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** All variants once, with too few records to mean anything, on a real broker. The rows are checked in full. */
class JoinerCommandIT {

    @TempDir
    private Path directory;

    @Test
    void everythingIsMeasuredAndTheRowsAreRight() throws Exception {
        Path json = directory.resolve("joiner.json");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int status = new CommandLine(new JoinerCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(
                        "--records",
                        "2000",
                        "--users",
                        "300",
                        "--rounds",
                        "1",
                        "--profile",
                        directory.resolve("joiner.jfr").toString(),
                        "--json",
                        json.toString());

        assertThat(status).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("pass_through ", "joiner ", "dsl ", "cpu_to_pass_through", "statistics_share");
        assertThat(Files.readString(json))
                .contains("\"benchmark\": \"joiner\"", "\"variants\": {\"pass_through\": {", "\"dsl_cpu_to_ours\": ")
                .containsOnlyOnce("\"statistics_share\": ");
        assertThat(err.toString().lines()).hasSize(1 + Variant.values().length + 1);
    }
}
