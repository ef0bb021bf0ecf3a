package io.exposures.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What is wrong with a command line is said before anything is started. */
class QuickstartCommandTest {

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void helpShowsEveryOption() {
        assertThat(execute("--help")).isZero();

        assertThat(output.toString())
                .contains(
                        "--once",
                        "--users",
                        "--seed",
                        "--report",
                        "--port",
                        "--csv",
                        "--experiment",
                        "--user",
                        "--arm",
                        "--outcome",
                        "--time");
    }

    @Test
    void anUnknownOptionIsNamed() {
        assertRefused("Unknown option: '--twice'", "--twice");
    }

    @Test
    void optionsOfABoundedRunNeedOnce() {
        assertRefused("--report needs --once", "--report", "r.json");
        assertRefused("--users needs --once", "--users", "10");
    }

    @Test
    void aNumberOfUsersMustBePositive() {
        assertRefused("--users: expected at least 1, got 0", "--once", "--users", "0");
    }

    @Test
    void aCsvFileNeedsToBeExplained() {
        assertRefused("Missing required argument(s): --experiment=NAME", "--csv", "a.csv");
    }

    @Test
    void aCsvFileHasItsOwnUsers() {
        assertRefused(
                "--users is for the simulated shop; a CSV file has its own users",
                "--once",
                "--users",
                "10",
                "--csv",
                "a.csv",
                "--experiment",
                "x",
                "--user",
                "id",
                "--arm",
                "arm",
                "--outcome",
                "n");
    }

    @Test
    void aCsvFileThatIsNotThereIsNamed() {
        assertRefused(
                "there is no file absent.csv",
                "--csv",
                "absent.csv",
                "--experiment",
                "x",
                "--user",
                "id",
                "--arm",
                "arm",
                "--outcome",
                "n",
                "m:metric");
    }

    private void assertRefused(String why, String... arguments) {
        assertThat(execute(arguments)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains(why);
    }

    private int execute(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
    }
}
