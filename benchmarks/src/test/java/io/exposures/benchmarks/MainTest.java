package io.exposures.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpNamesTheBenchmarks() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("Usage: bench", "assignment");
    }

    @Test
    void aMistakeIsReportedBeforeAnythingIsMeasured() {
        assertThat(run(
                        "assignment",
                        "--json",
                        directory.resolve("no/such/file.json").toString()))
                .isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("there is no directory " + directory.resolve("no/such"));

        assertThat(run("assignment", "--rounds", "0")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("--rounds must be at least 1, got 0");

        assertThat(run("assignment", "--case", "none")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("uniform-choice, script, namespace, two-arm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"uniform-choice", "script", "namespace", "two-arm", "TWO_ARM"})
    void casesAreNamedAsInTheReports(String name) {
        CommandLine.ParseResult parsed = Main.commandLine().parseArgs("assignment", "--case", name);
        assertThat(parsed.subcommand().matchedOptionValue("--case", List.of())).hasSize(1);
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
