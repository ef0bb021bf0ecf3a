package io.exposures.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The compose file, as far as it can be checked without a Docker engine. */
class ComposeFileTest {

    @Test
    void dockerComposeAcceptsTheFile() throws Exception {
        var dockerCompose = ShellCommand.find("docker-compose");
        assumeThat(dockerCompose).as("docker-compose is not installed").isPresent();

        var result = ShellCommand.run(
                ShellCommand.projectRoot(),
                Map.of("PATH", System.getenv("PATH")),
                dockerCompose.orElseThrow().toString(),
                "config",
                "--services");

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output().lines()).contains("kafka", "registry", "topics", "joiner");
    }

    @Test
    void whatItNamesIsThere() {
        Path root = ShellCommand.projectRoot();

        assertThat(root.resolve("stream-joiner/Dockerfile")).exists();
        assertThat(root.resolve("stream-joiner/compose.properties")).exists();
    }
}
