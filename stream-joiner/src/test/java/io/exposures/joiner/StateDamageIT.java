package io.exposures.joiner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.exposures.joiner.join.BoundDefinition;
import io.exposures.joiner.join.Caps;
import io.exposures.joiner.join.NaiveOracle;
import io.exposures.joiner.join.Result;
import io.exposures.testing.SharedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** State that is damaged, lost, or somebody else's after a clean stop: restored or refused, never a crash loop. */
class StateDamageIT {

    private static final long WEEK_MICROS = Duration.ofDays(7).toMillis() * 1000;
    private static final Caps CAPS = new Caps(1000, 3600, 10_000, 10_000);

    @TempDir
    Path stateDir;

    private JoinerSetup setup;
    private Traffic before;

    @BeforeEach
    void runOnceAndStopCleanly() {
        setup = new JoinerSetup(StateDamageIT.class, stateDir);
        before = new Traffic(3, 200, Instant.now());
        try (Joiner joiner = setup.start(Map.of())) {
            setup.send(before.exposures, before.outcomes, 3);
            setup.awaitConsumed(joiner, before);
        }
    }

    @AfterEach
    void tearDown() {
        setup.close();
    }

    /** What is done to the files of the users' store of a partition, or of two. */
    private enum Fault {
        TABLE_OVERWRITTEN(Pattern.compile("0_0/rocksdb/users/.*\\.sst")),
        MANIFEST_OVERWRITTEN(Pattern.compile("0_[02]/rocksdb/users/MANIFEST-.*")),
        CURRENT_EMPTY(Pattern.compile("0_0/rocksdb/users/CURRENT")),
        CURRENT_GONE(Pattern.compile("0_0/rocksdb/users/CURRENT"));

        private final Pattern files;

        Fault(Pattern files) {
            this.files = files;
        }

        void strike(Path file) throws IOException {
            switch (this) {
                case CURRENT_GONE -> Files.delete(file);
                case CURRENT_EMPTY -> Files.write(file, new byte[0]);
                default -> Files.write(file, new byte[(int) Files.size(file)]);
            }
        }
    }

    private Path application() {
        return stateDir.resolve(setup.prefix + "joiner");
    }

    private List<Path> files(Pattern which) {
        try (Stream<Path> all = Files.walk(application())) {
            return all.filter(file -> Files.isRegularFile(file)
                            && which.matcher(application().relativize(file).toString())
                                    .matches())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long quarantined() {
        try (Stream<Path> tasks = Files.list(application())) {
            return tasks.filter(task -> task.getFileName().toString().contains(".quarantined-"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long metric(Joiner joiner, String series) {
        String page = setup.answer(joiner.address(), "/metrics").body();
        Matcher line =
                Pattern.compile("(?m)^" + Pattern.quote(series) + " (\\S+)$").matcher(page);
        return line.find() ? (long) Double.parseDouble(line.group(1)) : 0;
    }

    private long usersRestored(Joiner joiner) {
        return metric(joiner, "exposures_joiner_state_restored_records_total{store=\"users\"}");
    }

    private long damaged(Joiner joiner) {
        return metric(joiner, "exposures_joiner_state_damaged_directories_total");
    }

    /** Sends more, so that the restored state is used, and compares everything with the oracle. */
    private void assertGoesOnRight(Joiner joiner, long seed) {
        Traffic more = new Traffic(seed, 200, Instant.now());
        setup.send(more.exposures, more.outcomes, seed);
        before.exposures.addAll(more.exposures);
        before.outcomes.addAll(more.outcomes);
        setup.awaitConsumed(joiner, before);
        InputLog log = new InputLog(SharedBroker.bootstrapServers(), setup.registry.url());
        Result expected = NaiveOracle.of(
                log.exposures(setup.topics),
                log.outcomes(setup.topics),
                CAPS,
                experiment -> BoundDefinition.byDefault(WEEK_MICROS));
        Result published = Published.of(log, setup.topics);
        assertThat(published.rows()).isEqualTo(expected.rows());
        assertThat(published.statuses()).isEqualTo(expected.statuses());
        assertThat(Published.classes(setup.get(joiner, "/api/v1/ledger").path("total")))
                .isEqualTo(expected.classes());
    }

    @ParameterizedTest
    @EnumSource
    void damagedFilesAreSetAsideAndTheStateIsRestoredOnce(Fault fault) throws IOException {
        List<Path> struck = files(fault.files);
        assertThat(struck)
                .as("files to damage among %s", files(Pattern.compile("0_0/.*")))
                .isNotEmpty();
        for (Path file : struck) {
            fault.strike(file);
        }
        long tasks = struck.stream()
                .map(file -> application().relativize(file).getName(0))
                .distinct()
                .count();

        try (Joiner joiner = setup.start(Map.of())) {
            assertGoesOnRight(joiner, 4);
            assertThat(usersRestored(joiner)).isPositive();
            assertThat(damaged(joiner)).isEqualTo(tasks);
        }
        assertThat(quarantined()).isEqualTo(tasks);
        try (Joiner again = setup.start(Map.of())) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> setup.answer(again.address(), "/readyz").statusCode() == 200);
            assertThat(usersRestored(again)).isZero();
            assertThat(damaged(again)).isZero();
        }
        assertThat(quarantined()).isEqualTo(tasks);
    }

    /**
     * The first bytes of a table are records; they are looked at when somebody asks for them, and not before. The small
     * table beside it holds the place in the changelog, which is looked at when the store is opened.
     */
    @Test
    void aTableThatIsFoundDamagedWhileRunningIsThrownAwayAndRestored() throws IOException {
        Path table = files(Fault.TABLE_OVERWRITTEN.files).stream()
                .max(Comparator.comparingLong(file -> file.toFile().length()))
                .orElseThrow();
        byte[] bytes = Files.readAllBytes(table);
        Arrays.fill(bytes, 0, 100, (byte) 0);
        Files.write(table, bytes);
        try (Joiner joiner = setup.start(Map.of())) {
            assertGoesOnRight(joiner, 4);
            assertThat(damaged(joiner)).isPositive();
            assertThat(usersRestored(joiner)).isPositive();
        }
        assertThat(quarantined()).isZero();
    }

    @Test
    void aLostDirectoryIsRestored() throws IOException {
        Utils.delete(application().toFile());
        try (Joiner joiner = setup.start(Map.of())) {
            assertGoesOnRight(joiner, 4);
            assertThat(usersRestored(joiner)).isPositive();
            assertThat(damaged(joiner)).isZero();
        }
    }

    @Test
    void aCleanRestartRestoresNothingOfTheUsersAndIsReadyBeforeAnythingNewComes() {
        try (Joiner joiner = setup.start(Map.of("joiner.ready.lag", "5"))) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> setup.answer(joiner.address(), "/readyz").statusCode() == 200);
            assertGoesOnRight(joiner, 4);
            assertThat(usersRestored(joiner)).isZero();
        }
    }

    @Test
    void aSecondInstanceInTheSameDirectoryIsRefusedAndTheFirstGoesOn() {
        try (Joiner first = setup.start(Map.of())) {
            assertThatThrownBy(() -> setup.start(Map.of()))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("state.dir")
                    .hasMessageContaining("directory of its own");
            assertGoesOnRight(first, 4);
        }
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.createFile(stateDir.resolve("a-file"));
        assertThatThrownBy(() -> setup.start(Map.of("state.dir", file.toString())))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(file + "/" + setup.prefix + "joiner cannot be written by user");
    }
}
