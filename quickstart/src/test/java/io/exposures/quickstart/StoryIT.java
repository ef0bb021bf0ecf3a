package io.exposures.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.exposures.testing.JvmProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live shop shows an experiment that is broken, and two that are not. */
class StoryIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern PAGE = Pattern.compile("the page is at (http://\\S+)");
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path directory;

    @Test
    void theBrokenExperimentRaisesItsAlarmAndTheOthersDoNot() throws IOException {
        Path output = directory.resolve("output.log");
        JvmProcess quickstart = JvmProcess.start("quickstart", output, List.of(), Main.class.getName(), List.of());
        try {
            quickstart.awaitOutput(PAGE, PATIENCE);
            Matcher page = PAGE.matcher(Files.readString(output));
            assertThat(page.find()).isTrue();
            URI address = URI.create(page.group(1));

            await().atMost(PATIENCE)
                    .until(() -> "[\"srm\"]".equals(alarms(address).get("PriceTest")));

            assertThat(alarms(address)).containsEntry("GermanCheckout", "[]").containsEntry("RatingGoals", "[]");
        } finally {
            quickstart.stop(PATIENCE);
        }
    }

    /** Alarms by experiment. */
    private static Map<String, String> alarms(URI page) throws IOException {
        JsonNode answer;
        try (InputStream body = page.resolve("/api/v1/experiments").toURL().openStream()) {
            answer = JSON.readTree(body);
        }
        Map<String, String> alarms = new TreeMap<>();
        answer.path("experiments")
                .forEach(experiment -> alarms.put(
                        experiment.path("name").asText(),
                        experiment.path("alarms").toString()));
        return alarms;
    }
}
