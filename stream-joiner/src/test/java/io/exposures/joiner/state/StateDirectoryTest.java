package io.exposures.joiner.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

class StateDirectoryTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path stateDir;

    private Instant now = NOON;

    private StateDirectory directory(String... tasks) throws IOException {
        for (String task : tasks) {
            Files.createDirectories(stateDir.resolve("app").resolve(task));
        }
        return new StateDirectory(stateDir, "app", () -> now);
    }

    private List<String> entries() throws IOException {
        try (Stream<Path> all = Files.list(stateDir.resolve("app"))) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static ProcessorStateException opening(String task) {
        return new ProcessorStateException(
                "Error opening store users at location /state/app/" + task + "/rocksdb/users",
                new RocksDBException("Corruption: bad magic number"));
    }

    @Test
    void onlyTheTaskThatTheFailureNamesIsMoved() throws IOException {
        StateDirectory directory = directory("0_1", "0_11", "0_2");
        assertThat(directory.setAside(opening("0_1"))).isEqualTo(1);
        assertThat(entries()).containsExactly("0_1.quarantined-20260101T120000.000Z", "0_11", "0_2");
    }

    @Test
    void allTasksAreMovedWhenNoneIsNamed() throws IOException {
        StateDirectory directory = directory("0_1", "0_2");
        assertThat(directory.setAside(new ProcessorStateException("unreadable")))
                .isEqualTo(2);
        assertThat(directory.countDamaged()).isEqualTo(2);
    }

    @Test
    void theNewestAreKept() throws IOException {
        for (int second = 0; second < 5; second++) {
            now = NOON.plusSeconds(second);
            directory("0_0").setAside(opening("0_0"));
        }
        assertThat(entries())
                .containsExactly(
                        "0_0.quarantined-20260101T120002.000Z",
                        "0_0.quarantined-20260101T120003.000Z",
                        "0_0.quarantined-20260101T120004.000Z");
    }

    @Test
    void aFullOrForbiddenDiskIsNoDamage() {
        assertThat(Damage.caused(opening("0_0"))).isTrue();
        assertThat(Damage.caused(new StreamsException(opening("0_0")))).isTrue();
        assertThat(Damage.caused(new ProcessorStateException(
                        "Error opening store users", new RocksDBException("IO error: No space left on device"))))
                .isFalse();
        assertThat(Damage.caused(new ProcessorStateException(
                        "Error opening store users",
                        new RocksDBException("IO error: While lock file: /x/LOCK: Resource temporarily unavailable"))))
                .isFalse();
        assertThat(Damage.caused(new IllegalStateException("something else"))).isFalse();
    }
}
