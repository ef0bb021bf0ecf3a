package io.exposures.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunMarkerTest {

    @TempDir
    private Path directory;

    @Test
    void aRunThatEndsProperlyLeavesNothing() throws Exception {
        RunMarker first = marker();
        assertThat(first.begin()).isNull();

        first.end();

        assertThat(directory).isEmptyDirectory();
        assertThat(marker().begin()).isNull();
    }

    @Test
    void aRunThatWasKilledIsKnownByItsStart() throws Exception {
        Files.writeString(directory.resolve("running"), "2026-02-28T08:00:00Z");

        assertThat(marker().begin()).isEqualTo("2026-02-28T08:00:00Z");
    }

    @Test
    void aRunThatStillGoesOnWasNotKilled() throws Exception {
        RunMarker other = marker();
        other.begin();

        RunMarker second = marker();
        assertThat(second.begin()).isNull();
        second.end();

        assertThat(directory.resolve("running")).exists();
        other.end();
    }

    private RunMarker marker() {
        return new RunMarker(directory.resolve("running"), () -> Examples.NOON);
    }
}
