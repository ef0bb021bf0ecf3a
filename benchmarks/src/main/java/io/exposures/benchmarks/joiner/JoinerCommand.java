package io.exposures.benchmarks.joiner;

import io.exposures.assignment.script.ScriptJson;
import io.exposures.benchmarks.Arguments;
import io.exposures.benchmarks.Provenance;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The subcommand {@code joiner}: measures the joiner and reports it. */
@Command(
        name = "joiner",
        description = {
            "Measures what the join costs: processor time, memory and bytes of the joiner with everything on, beside a",
            "Kafka Streams pass-through of the same bytes and a join of the Kafka Streams DSL. The joiner's rows are",
            "compared with an oracle's in every run; a difference fails the benchmark."
        })
public final class JoinerCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write all figures to FILE, as JSON.")
    private @Nullable Path json;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "2000000",
            description = "Records measured in each round, after half as many to warm up. Default: ${DEFAULT-VALUE}.")
    private int records;

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Users, each in three experiments. Default: ${DEFAULT-VALUE}.")
    private int users;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each variant runs; the median counts. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--variants",
            paramLabel = "NAME",
            split = ",",
            description = "Run only these: ${COMPLETION-CANDIDATES}. Default: all.")
    private List<Variant> variants = List.of(Variant.values());

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed of the input. Default: 1.")
    private long seed;

    @Option(
            names = "--latency",
            paramLabel = "SECONDS",
            arity = "0..1",
            fallbackValue = "30",
            defaultValue = "0",
            description = {
                "Also measure the time from event to joined row at 5,000 records/s, for so many seconds",
                "(${FALLBACK-VALUE} if not given)."
            })
    private int latencySeconds;

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = {
                "Run the joiner once more with a flight recording to FILE; report where it spends its time, and the",
                "share of the statistics."
            })
    private @Nullable Path profile;

    /** Called by picocli. */
    public JoinerCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Arguments arguments = new Arguments(spec());
        arguments.requirePositive("--records", records);
        arguments.requirePositive("--users", users);
        arguments.requirePositive("--rounds", rounds);
        arguments.requireWritable("--json", json);
        arguments.requireWritable("--profile", profile);
        Report report = measure();
        PrintWriter out = spec().commandLine().getOut();
        out.print(report.table());
        out.flush();
        if (json != null) {
            Files.writeString(json, ScriptJson.write(report.asMap()) + "\n");
        }
        return 0;
    }

    private Report measure() throws IOException, InterruptedException {
        PrintWriter progress = spec().commandLine().getErr();
        try (Contest contest =
                new Contest(seed, users, records, Clock.systemUTC(), line -> progress.println("measured " + line))) {
            Map<Variant, Figures> figures = figures(contest);
            Profile made = profile == null ? null : contest.profile(profile);
            return new Report(Provenance.of(Clock.systemUTC()), figures, latency(), made);
        }
    }

    private Map<Variant, Figures> figures(Contest contest) throws IOException {
        Map<Variant, List<Figures>> all = new EnumMap<>(Variant.class);
        for (int round = 0; round < rounds; round++) {
            for (Variant variant : variants) {
                all.computeIfAbsent(variant, any -> new ArrayList<>()).add(contest.run(variant));
            }
        }
        Map<Variant, Figures> medians = new EnumMap<>(Variant.class);
        all.forEach((variant, measured) -> medians.put(variant, Figures.median(measured)));
        return medians;
    }

    private @Nullable Latency latency() throws IOException, InterruptedException {
        if (latencySeconds == 0) {
            return null;
        }
        Traffic traffic = new Traffic(seed, users);
        return new LatencyRun(traffic, Clock.systemUTC(), Duration.ofSeconds(latencySeconds)).run();
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec, "picocli sets the specification");
    }
}
