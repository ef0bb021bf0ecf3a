package io.exposures.quickstart.faults;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.exposures.quickstart.shop.Delivery;
import io.exposures.quickstart.shop.Traffic;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
        name = "faults",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = {
            "Hurts a running pipeline on this machine in every way that it must survive: kills, freezes, damages and"
                    + " scales the joiner, and kills brokers, while records come in and somebody reads the answers. Then"
                    + " everything that came out is compared with an independent oracle.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  bin/faults --list",
            "  bin/faults --seed 7 --report faults.json",
            "  bin/faults --only S1,B2 --users 20000",
            "",
            "Exit status: 0 everything held; 1 something fell; 2 wrong usage."
        })
public final class FaultsMain implements Callable<Integer> {

    private static final Duration SPAN = Duration.ofHours(2);
    private static final int LIGHT = 5;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "What decides traffic and blows (default 1).")
    private long seed;

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "20000",
            description =
                    "Users of the heaviest fault, about ten records each; the others have a fifth (default 20000).")
    private long users;

    @Option(names = "--only", paramLabel = "ID", split = ",", description = "Try only these.")
    private @Nullable List<String> only;

    @Option(names = "--list", description = "Say which faults there are, and stop.")
    private boolean list;

    @Option(names = "--report", paramLabel = "FILE", description = "Write a report as JSON.")
    private @Nullable Path report;

    /** Runs the command and exits. */
    public static void main(String[] args) {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "io/exposures/quickstart/logback.xml");
        }
        System.exit(new CommandLine(new FaultsMain()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            Faults.all().forEach(fault -> out.printf("%-4s %s%n", fault.id(), fault.what()));
            return 0;
        }
        List<Trial> trials = new ArrayList<>();
        for (Fault fault : chosen()) {
            out.printf("%-4s %s ...%n", fault.id(), fault.what());
            out.flush();
            Trial trial = attempt(fault);
            trials.add(trial);
            out.println(line(trial));
            trial.wrong().forEach(sentence -> out.println("       " + sentence));
            out.flush();
        }
        if (report != null) {
            Files.writeString(report, json(trials));
        }
        boolean held = trials.stream().allMatch(Trial::held);
        out.printf("%s (seed %d)%n", held ? "everything held" : "something fell", seed);
        return held ? 0 : 1;
    }

    private List<Fault> chosen() {
        List<Fault> all = Faults.all();
        if (only == null) {
            return all;
        }
        for (String id : only) {
            if (all.stream().noneMatch(fault -> fault.id().equals(id))) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "--only: expected ids as --list shows them, got " + id);
            }
        }
        return all.stream().filter(fault -> only.contains(fault.id())).toList();
    }

    /** Its files stay when it fell. */
    private Trial attempt(Fault fault) throws IOException {
        Path directory = Files.createTempDirectory("exposures-fault-" + fault.id() + "-");
        Trial trial = Trial.of(fault, traffic(seed, count(fault)), directory, seed);
        if (trial.held()) {
            Directories.delete(directory);
            return trial;
        }
        List<String> wrong = new ArrayList<>(trial.wrong());
        wrong.add("the instances' output is in " + directory);
        return new Trial(fault, trial.seconds(), trial.records(), trial.evidence(), wrong);
    }

    private long count(Fault fault) {
        return Math.max(1, fault.heavy() ? users : users / LIGHT);
    }

    /** What so many users do within an hour. */
    static List<Delivery> traffic(long seed, long count) {
        Instant start = Instant.now().minus(SPAN).truncatedTo(ChronoUnit.MICROS);
        double rate = count / (double) SPAN.dividedBy(2).toSeconds();
        List<Delivery> all = new ArrayList<>();
        new Traffic(seed, count, rate, start).forEachRemaining(all::add);
        return all;
    }

    private static String line(Trial trial) {
        return "%-4s %s  %,d records, %d s: %s"
                .formatted(
                        trial.fault().id(),
                        trial.held() ? "held" : "FELL",
                        trial.records(),
                        trial.seconds(),
                        trial.evidence());
    }

    private String json(List<Trial> trials) throws IOException {
        List<Map<String, Object>> faults = new ArrayList<>();
        for (Trial trial : trials) {
            Map<String, Object> fault = new LinkedHashMap<>();
            fault.put("id", trial.fault().id());
            fault.put("what", trial.fault().what());
            fault.put("held", trial.held());
            fault.put("records", trial.records());
            fault.put("seconds", trial.seconds());
            fault.put("evidence", trial.evidence());
            fault.put("wrong", trial.wrong());
            faults.add(fault);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        all.put("seed", seed);
        all.put("faults", faults);
        return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    }
}
