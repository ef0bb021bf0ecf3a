package io.exposures.quickstart;

import ch.qos.logback.classic.LoggerContext;
import io.exposures.quickstart.csv.CsvException;
import io.exposures.quickstart.csv.CsvImport;
import io.exposures.quickstart.csv.CsvOptions;
import io.exposures.quickstart.pipeline.Resources;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
        name = "quickstart",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Runs the whole pipeline on this machine: a Kafka broker, a schema registry, the joiner with its page, and"
                    + " something to count. Ctrl-C stops everything and leaves nothing behind.",
            "",
            "Without options a small simulated shop goes on until Ctrl-C. With --once a bounded run is checked: all"
                    + " results are computed a second time from the input topics, in the plainest way, and compared.",
            "With --csv it is your own finished experiment that goes through the pipeline, one row a unit.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  bin/quickstart",
            "  bin/quickstart --once --users 20000 --seed 7 --report report.json",
            "  bin/quickstart --csv shop.csv.gz --experiment price --user id --arm variant --outcome revenue",
            "",
            "Exit status: 0 all went well, and results agree; 1 results differ or something failed; 2 wrong usage."
        })
final class QuickstartCommand implements Callable<Integer> {

    /** As shells have it for a command that ends by SIGINT. */
    private static final int STOPPED = 130;

    private static final long DEFAULT_USERS = 1000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--once", description = "Stop when everything is joined; check all results.")
    private boolean once;

    @Option(names = "--users", paramLabel = "N", description = "With --once: shoppers to simulate (default 1000).")
    private @Nullable Long users;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "What decides the shop's traffic (default 1).")
    private long seed;

    @Option(names = "--report", paramLabel = "FILE", description = "With --once: write a report as JSON.")
    private @Nullable Path report;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Where the page is (default: a free port).")
    private int port;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    boolean help;

    @ArgGroup(exclusive = false, heading = "%nYour own experiment:%n")
    private @Nullable CsvArguments csv;

    /** The options that say what a CSV file means. */
    static final class CsvArguments {

        @Option(
                names = "--csv",
                paramLabel = "FILE",
                required = true,
                description =
                        "A CSV file with a header, in UTF-8, plain or gzip. A row that cannot be used is reported with its line and left out.")
        private Path file;

        @Option(names = "--experiment", paramLabel = "NAME", required = true, description = "Name of the experiment.")
        private String experiment;

        @Option(names = "--user", paramLabel = "COLUMN", required = true, description = "Column of the user.")
        private String user;

        @Option(names = "--arm", paramLabel = "COLUMN", required = true, description = "Column of the arm.")
        private String arm;

        @Option(
                names = "--outcome",
                paramLabel = "COLUMN[:METRIC]",
                required = true,
                arity = "1..*",
                description =
                        "Column of an outcome, and the name to count it under (default: the column's). True, yes or 1 in a column of yes and no counts 1, no counts nothing; any other column holds numbers. Empty cells and NA are no outcome.")
        private List<String> outcomes;

        @Option(
                names = "--time",
                paramLabel = "COLUMN",
                description =
                        "Column of the time of exposure and outcomes: ISO 8601, UTC unless it says otherwise, or seconds or milliseconds since 1970. Without it everything happens now.")
        private @Nullable String time;

        CsvOptions options() {
            return new CsvOptions(file, experiment, user, arm, outcomes, time);
        }
    }

    @Override
    public Integer call() throws Exception {
        checkUsage();
        Instant now = Instant.now();
        Screen screen = Screen.ofStandardOutput(spec.commandLine().getOut());
        Source source = source(now);
        Resources resources = Resources.create(QuickstartCommand::silenceLogs);
        try (resources) {
            Session session = Session.start(source, port, screen, resources);
            return once ? runOnce(session, source, screen, now) : runOn(session, screen);
        } catch (Exception e) {
            if (resources.isStopped()) {
                return STOPPED;
            }
            throw e;
        }
    }

    private void checkUsage() {
        if (csv != null && users != null) {
            throw usage("--users is for the simulated shop; a CSV file has its own users");
        }
        if (!once && (users != null || report != null)) {
            throw usage((users != null ? "--users" : "--report") + " needs --once");
        }
        if (users != null && users < 1) {
            throw usage("--users: expected at least 1, got " + users);
        }
    }

    private Source source(Instant now) {
        if (csv == null) {
            return once ? new ShopSource(users == null ? DEFAULT_USERS : users, seed, now) : new LiveShop(seed, now);
        }
        try {
            return new CsvSource(CsvImport.prepare(csv.options(), now));
        } catch (CsvException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    /** When everything is taken away at once, clients complain, and nobody wants to read it. */
    private static void silenceLogs() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
            logback.stop();
        }
    }

    private int runOnce(Session session, Source source, Screen screen, Instant started) throws Exception {
        Verification.Finding finding = session.feedAndVerify();
        Report result = Report.of(finding, source.description(), Duration.between(started, Instant.now()));
        if (report != null) {
            result.write(report);
        }
        result.lines().forEach(screen::say);
        return result.match() ? 0 : 1;
    }

    private static int runOn(Session session, Screen screen) throws Exception {
        screen.say("Ctrl-C stops everything");
        session.feedAndStay();
        return 0;
    }
}
