package io.exposures.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole bounded runs, from the command line to the report. */
class QuickstartIT {

    @TempDir
    private Path directory;

    private final StringWriter output = new StringWriter();

    @Test
    void aBoundedRunOfTheShopMatches() throws Exception {
        int status = execute("--once", "--users", "400", "--seed", "7");

        JsonNode report = report();
        assertThat(status).as(output.toString()).isZero();
        assertThat(report.path("match").asBoolean()).isTrue();
        assertThat(report.path("differences")).isEmpty();
        assertThat(report.path("joined").asLong()).isPositive();
        Map<String, Long> classes = longs(report.path("classes"));
        assertThat(classes)
                .containsKeys("first", "repeat", "joined", "unexposed", "duplicate", "retraction", "retracted", "late");
        assertThat(classes.values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(report.path("input_records").asLong());
        assertThat(output.toString()).contains("the page is at http://127.0.0.1:", "match:");
    }

    @Test
    void aCsvFileComesOutExactlyAndBadRowsAreLeftOut() throws Exception {
        Path file = writeExperiment();

        int status = execute(
                "--once",
                "--csv",
                file.toString(),
                "--experiment",
                "signup",
                "--user",
                "id",
                "--arm",
                "variant",
                "--outcome",
                "signed_up:signup",
                "spent",
                "--time",
                "at");

        JsonNode report = report();
        assertThat(status).as(output.toString()).isZero();
        assertThat(report.at("/source/rows").asLong()).isEqualTo(202);
        assertThat(report.at("/source/bad_rows").asLong()).isEqualTo(2);
        assertThat(output.toString())
                .contains("data.csv.gz line 202: column spent: expected a number, got: much")
                .contains("data.csv.gz line 203: expected 5 columns, got 1");
        assertThat(report.path("experiments")).hasSize(1);
        JsonNode arms = report.at("/experiments/0/arms");
        assertThat(arms)
                .extracting(arm -> arm.path("arm").asText())
                .containsExactly("{\"variant\":\"new\"}", "{\"variant\":\"old\"}");
        assertThat(arms).extracting(arm -> arm.path("units").asLong()).containsExactly(100L, 100L);
        // Users 0, 6, 12 … signed up; those of the old variant have even numbers.
        assertThat(metric(arms.get(0), "signup")).containsEntry("units", "0");
        assertThat(metric(arms.get(1), "signup")).containsEntry("units", "34").containsEntry("sum", "34");
        // Spent is i/4; the sums over the odd and the even numbers below 200.
        assertThat(metric(arms.get(0), "spent"))
                .containsEntry("units", "100")
                .containsEntry("nonzero", "100")
                .containsEntry("sum", "2500")
                .containsEntry("sum_of_squares", "83331.25");
        assertThat(metric(arms.get(1), "spent"))
                .containsEntry("nonzero", "99")
                .containsEntry("sum", "2475")
                .containsEntry("sum_of_squares", "82087.5");
    }

    private Path writeExperiment() throws IOException {
        StringBuilder text = new StringBuilder("id,variant,signed_up,spent,at\n");
        IntStream.range(0, 200)
                .forEach(i -> text.append(String.join(
                                ",",
                                "user " + i,
                                i % 2 == 0 ? "old" : "new",
                                i % 6 == 0 ? "True" : "False",
                                Double.toString(i / 4.0),
                                "2024-02-" + (10 + i % 20) + " 10:00:00"))
                        .append('\n'));
        text.append("user 200,old,False,much,2024-02-01\n").append("user 201\n");
        Path file = directory.resolve("data.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static Map<String, String> metric(JsonNode arm, String name) {
        Map<String, String> numbers = new TreeMap<>();
        for (JsonNode metric : arm.path("metrics")) {
            if (metric.path("metric").asText().equals(name)) {
                metric.properties()
                        .forEach(number ->
                                numbers.put(number.getKey(), number.getValue().asText()));
            }
        }
        return numbers;
    }

    private static Map<String, Long> longs(JsonNode object) {
        Map<String, Long> longs = new TreeMap<>();
        object.properties()
                .forEach(entry -> longs.put(entry.getKey(), entry.getValue().asLong()));
        return longs;
    }

    private int execute(String... arguments) {
        List<String> all = new java.util.ArrayList<>(List.of(arguments));
        all.add(all.indexOf("--once") + 1, "--report");
        all.add(all.indexOf("--report") + 1, reportFile().toString());
        return Main.commandLine().setOut(new PrintWriter(output)).execute(all.toArray(String[]::new));
    }

    private JsonNode report() throws IOException {
        return new JsonMapper().readTree(reportFile().toFile());
    }

    private Path reportFile() {
        return directory.resolve("report.json");
    }
}
