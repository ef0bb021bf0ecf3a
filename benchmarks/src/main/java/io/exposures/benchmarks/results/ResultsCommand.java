package io.exposures.benchmarks.results;

import io.exposures.assignment.script.ScriptJson;
import io.exposures.benchmarks.Arguments;
import io.exposures.benchmarks.Provenance;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The subcommand {@code results}: how long an instance takes to answer for an experiment. */
@Command(
        name = "results",
        description = {
            "Asks an instance's HTTP side for the results of an experiment, one request after the other, each with new",
            "numbers, and says how long the answers take."
        })
public final class ResultsCommand implements Callable<Integer> {

    private static final double NANOS_PER_MILLI = 1e6;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write all figures to FILE, as JSON.")
    private @Nullable Path json;

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Requests measured, after as many to warm up. Default: ${DEFAULT-VALUE}.")
    private int requests;

    @Option(names = "--arms", paramLabel = "N", defaultValue = "10", description = "Arms. Default: ${DEFAULT-VALUE}.")
    private int arms;

    @Option(
            names = "--metrics",
            paramLabel = "N",
            defaultValue = "20",
            description = "Metrics. Default: ${DEFAULT-VALUE}.")
    private int metrics;

    /** Called by picocli. */
    public ResultsCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Arguments arguments = new Arguments(spec());
        arguments.requirePositive("--requests", requests);
        arguments.requirePositive("--arms", arms);
        arguments.requirePositive("--metrics", metrics);
        arguments.requireWritable("--json", json);
        Map<String, Object> report = measure();
        PrintWriter out = spec().commandLine().getOut();
        report.forEach((name, value) -> out.printf("%-12s %s%n", name, value));
        out.flush();
        if (json != null) {
            Files.writeString(json, ScriptJson.write(report) + "\n");
        }
        return 0;
    }

    private Map<String, Object> measure() throws IOException, InterruptedException {
        try (ResultsServer server = new ResultsServer(arms, metrics)) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port()
                            + "/api/v1/experiments/" + ResultsServer.EXPERIMENT + "/results"))
                    .build();
            HttpClient client = HttpClient.newHttpClient();
            times(server, client, request);
            double[] millis = times(server, client, request);
            Arrays.sort(millis);
            Provenance provenance = Provenance.of(Clock.systemUTC());
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("benchmark", "results");
            report.put("commit", provenance.commit());
            report.put("date", provenance.date().toString());
            report.put("machine", provenance.machine());
            report.put("arms", (long) arms);
            report.put("metrics", (long) metrics);
            report.put("requests", (long) requests);
            report.put("p50_ms", quantile(millis, 0.5));
            report.put("p99_ms", quantile(millis, 0.99));
            report.put("max_ms", quantile(millis, 1));
            return report;
        }
    }

    private double[] times(ResultsServer server, HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        double[] millis = new double[requests];
        for (int i = 0; i < requests; i++) {
            server.publish();
            long start = System.nanoTime();
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            millis[i] = (System.nanoTime() - start) / NANOS_PER_MILLI;
            if (answer.statusCode() != 200) {
                throw new IOException("the results are answered with " + answer.statusCode());
            }
        }
        return millis;
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec, "picocli sets the specification");
    }
}
