package io.exposures.benchmarks.assignment;

import io.exposures.assignment.script.ScriptJson;
import io.exposures.benchmarks.Arguments;
import io.exposures.benchmarks.Provenance;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The subcommand {@code assignment}: runs the contest and reports it. */
@Command(
        name = "assignment",
        description = {
            "Measures what one assignment costs: this library, planout4j, LaunchDarkly, Eppo, and the SHA-1 alone.",
            "Each contestant gets a new unit for each call and makes its per-request object itself."
        })
public final class AssignmentCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write all figures to FILE, as JSON.")
    private @Nullable Path json;

    @Option(
            names = "--case",
            paramLabel = "CASE",
            description = "What to measure; may be repeated. One of ${COMPLETION-CANDIDATES}; default: all.")
    private List<Case> cases = List.of(Case.values());

    @Option(
            names = "--threads",
            paramLabel = "N",
            split = ",",
            description = "Numbers of threads to measure with. Default: 1,2.")
    private List<Integer> threads = List.of(1, 2);

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each contestant runs; the median counts. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Seconds measured in each round, after a warm-up. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    /** Called by picocli. */
    public AssignmentCommand() {}

    @Override
    public Integer call() throws RunnerException, IOException {
        checkArguments();
        Report report = new Report(Provenance.of(Clock.systemUTC()), results());
        out().print(report.table());
        out().flush();
        if (json != null) {
            Files.writeString(json, ScriptJson.write(report.asMap()) + "\n");
        }
        return 0;
    }

    private List<CaseResult> results() throws RunnerException {
        PrintWriter progress = spec().commandLine().getErr();
        Contest contest = new Contest(rounds, seconds, line -> progress.println("measuring " + line));
        List<CaseResult> results = new ArrayList<>();
        for (int number : threads) {
            for (Case measured : cases) {
                results.add(contest.run(measured, number));
            }
        }
        return results;
    }

    private void checkArguments() {
        Arguments arguments = new Arguments(spec());
        arguments.requirePositive("--rounds", rounds);
        arguments.requirePositive("--seconds", seconds);
        threads.forEach(number -> arguments.requirePositive("--threads", number));
        arguments.requireWritable("--json", json);
    }

    private PrintWriter out() {
        return spec().commandLine().getOut();
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec, "picocli sets the specification");
    }
}
