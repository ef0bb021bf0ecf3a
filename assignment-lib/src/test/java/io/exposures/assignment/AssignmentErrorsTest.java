package io.exposures.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AssignmentErrorsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AssignmentErrors errors = new AssignmentErrors(nanos::get);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(AssignmentErrors.class);

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
        log.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(lines);
        log.setAdditive(true);
    }

    @Test
    void aMillionFailuresAreCountedAndLoggedNowAndThen() {
        AssignmentException failure = new AssignmentException("sum: argument values is missing");
        for (int i = 0; i < 1_000_000; i++) {
            nanos.addAndGet(Duration.ofMillis(1).toNanos() / 10);
            errors.count("price", failure);
        }

        assertThat(errors.count()).isEqualTo(1_000_000);
        assertThat(lines.list).hasSize(4); // in 100 seconds, one in 30
        assertThat(lines.list.get(0).getFormattedMessage())
                .isEqualTo("Experiment price failed (1 times so far): sum: argument values is missing");
    }

    @Test
    void eachExperimentIsLoggedOnItsOwn() {
        errors.count("price", new AssignmentException("a"));
        errors.count("colour", new AssignmentException("b"));

        assertThat(lines.list).hasSize(2);
        assertThat(errors.countByExperiment()).containsEntry("price", 1L).containsEntry("colour", 1L);
    }

    @Test
    void namesWithoutEndAreCountedTogetherAndDoNotFillTheMemory() {
        AssignmentException failure = new AssignmentException("a");
        for (int i = 0; i < 3000; i++) {
            errors.count("experiment " + i, failure);
        }

        assertThat(errors.count()).isEqualTo(3000);
        assertThat(errors.countByExperiment()).hasSize(1001).containsEntry("(others)", 2000L);
    }
}
