package io.exposures.quickstart.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Some faults, with little traffic; {@code bin/faults} tries all of them with more. */
class FaultsIT {

    private static final long SEED = Long.getLong("faults.seed", 1);
    private static final long USERS = 300;

    @TempDir
    private Path directory;

    private Trial trial(String id) {
        Fault fault = Faults.all().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow();
        return Trial.of(fault, FaultsMain.traffic(SEED, USERS), directory, SEED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"S1", "S3", "B9"})
    void whatComesOutIsRight(String id) {
        Trial trial = trial(id);

        assertThat(trial.wrong())
                .as("%s, seed %d: %s", id, SEED, trial.evidence())
                .isEmpty();
    }
}
