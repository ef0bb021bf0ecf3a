package io.exposures.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggersTest {
    private final RecordedExposures recorded = new RecordedExposures();
    private final AssignmentErrors errors = new AssignmentErrors();

    @TempDir
    Path folder;

    private static LogRecord logRecord(@Nullable String checksum, Map<String, @Nullable Object> extraData) {
        return new LogRecord(
                "price",
                "price.2",
                checksum,
                "shop",
                List.of("userid"),
                List.of("price"),
                Map.of("userid", "zoë"),
                Map.of("price", 0.5),
                "exposure",
                extraData,
                Instant.ofEpochSecond(1_772_323_200, 999_000_000));
    }

    @Test
    void aFileHoldsOneLineOfJsonForEachRecordAsPlanOutWritesIt() throws IOException {
        Path file = folder.resolve("price.log");
        try (JsonLinesLogger logger = JsonLinesLogger.inFolder(folder, "price")) {
            logger.log(logRecord("0123abcd", Map.of("page", "home")));
        }
        try (JsonLinesLogger logger = new JsonLinesLogger(file)) {
            logger.log(logRecord(null, Map.of()));
        }

        assertThat(file).hasContent("""
                {"name": "price", "time": 1772323200, "salt": "price.2", "inputs": {"userid": "zo\\u00eb"}, "params": \
                {"price": 0.5}, "event": "exposure", "extra_data": {"page": "home"}, "checksum": "0123abcd"}
                {"name": "price", "time": 1772323200, "salt": "price.2", "inputs": {"userid": "zo\\u00eb"}, "params": \
                {"price": 0.5}, "event": "exposure"}
                """);
    }

    @Test
    void aFileThatCannotBeOpenedIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file")).resolve("below");

        assertThatThrownBy(() -> new JsonLinesLogger(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aLoggerThatThrowsKeepsNoOtherFromItsRecord() {
        ExposureLogger full = unused -> {
            throw new IllegalStateException("disk full");
        };
        ExposureLogger deep = unused -> {
            throw new StackOverflowError();
        };
        CompositeLogger logger = new CompositeLogger(List.of(full, deep, recorded), errors);

        logger.log(logRecord(null, Map.of()));

        assertThat(recorded.records()).hasSize(1);
        assertThat(errors.countByExperiment()).isEqualTo(Map.of("price", 2L));
    }

    @Test
    void recordedExposuresCanBeForgotten() {
        recorded.log(logRecord(null, Map.of()));
        recorded.clear();

        assertThat(recorded.records()).isEmpty();
    }
}
