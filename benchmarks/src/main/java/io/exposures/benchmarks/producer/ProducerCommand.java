package io.exposures.benchmarks.producer;

import io.exposures.assignment.script.ScriptJson;
import io.exposures.benchmarks.Arguments;
import io.exposures.benchmarks.Provenance;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The subcommand {@code producer}: measures the log producer and reports it. */
@Command(
        name = "producer",
        description = {
            "Measures what logging costs: throughput and processor time to a real broker beside a plain Kafka producer",
            "of the same bytes, and what one call costs its caller with Kafka up, down, and the buffer full."
        })
public final class ProducerCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write all figures to FILE, as JSON.")
    private @Nullable Path json;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Records sent in each round, after as many to warm up. Default: ${DEFAULT-VALUE}.")
    private int records;

    @Option(
            names = "--calls",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Calls timed in each round, after as many to warm up. Default: ${DEFAULT-VALUE}.")
    private int calls;

    @Option(
            names = "--threads",
            paramLabel = "N",
            split = ",",
            description = "Numbers of calling threads to time calls with. Default: 1,8.")
    private List<Integer> threads = List.of(1, 8);

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often each measurement runs; the median counts. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    /** Called by picocli. */
    public ProducerCommand() {}

    @Override
    public Integer call() throws IOException {
        Arguments arguments = new Arguments(spec());
        arguments.requirePositive("--records", records);
        arguments.requirePositive("--calls", calls);
        arguments.requirePositive("--rounds", rounds);
        threads.forEach(number -> arguments.requirePositive("--threads", number));
        arguments.requireWritable("--json", json);
        Report report = measure();
        PrintWriter out = spec().commandLine().getOut();
        out.print(report.table());
        out.flush();
        if (json != null) {
            Files.writeString(json, ScriptJson.write(report.asMap()) + "\n");
        }
        return 0;
    }

    private Report measure() throws IOException {
        PrintWriter progress = spec().commandLine().getErr();
        try (Contest contest = new Contest(line -> progress.println("measured " + line))) {
            return new Report(Provenance.of(Clock.systemUTC()), throughputs(contest), callerCosts(contest));
        }
    }

    private Map<Variant, Throughput> throughputs(Contest contest) throws IOException {
        contest.takeSample();
        Map<Variant, List<Throughput>> all = new EnumMap<>(Variant.class);
        for (int round = 0; round < rounds; round++) {
            for (Variant variant : Variant.values()) {
                all.computeIfAbsent(variant, any -> new ArrayList<>()).add(contest.throughput(variant, records));
            }
        }
        Map<Variant, Throughput> medians = new EnumMap<>(Variant.class);
        all.forEach((variant, figures) -> medians.put(variant, Throughput.median(figures)));
        return medians;
    }

    private Map<CallerState, Map<Integer, CallerCost>> callerCosts(Contest contest) throws IOException {
        Map<CallerState, Map<Integer, CallerCost>> medians = new EnumMap<>(CallerState.class);
        for (int number : threads) {
            callerCosts(contest, number)
                    .forEach((state, figures) -> medians.computeIfAbsent(state, any -> new TreeMap<>())
                            .put(number, CallerCost.median(figures)));
        }
        return medians;
    }

    private Map<CallerState, List<CallerCost>> callerCosts(Contest contest, int number) throws IOException {
        Map<CallerState, List<CallerCost>> all = new EnumMap<>(CallerState.class);
        for (int round = 0; round < rounds; round++) {
            for (CallerState state : CallerState.values()) {
                all.computeIfAbsent(state, any -> new ArrayList<>()).add(contest.callerCost(state, number, calls));
            }
        }
        return all;
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec, "picocli sets the specification");
    }
}
