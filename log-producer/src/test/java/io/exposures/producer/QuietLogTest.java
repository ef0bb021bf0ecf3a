package io.exposures.producer;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.exposures.producer.QuietLog.About;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class QuietLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(KafkaLogClient.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void unlisten() {
        logger.detachAppender(lines);
    }

    @Test
    void aFloodOfTheSameIsOneLine() {
        QuietLog log = new QuietLog();

        for (int i = 0; i < 1_000_000; i++) {
            log.warn(About.SENDING, "the broker is away", null);
        }
        log.warn(About.DISK, "the disk is full", null);

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("the broker is away", "the disk is full");
    }

    @Test
    void aMillionRefusedCallsAreOneLine() {
        KafkaLogClient client = FakeKafka.healthy().client(Examples.properties("b:1"));
        lines.list.clear();

        for (int i = 0; i < 1_000_000; i++) {
            client.outcomeLogger().log("ann", "buy", Double.NaN);
        }
        client.close(Duration.ofSeconds(30));

        assertThat(client.counts(RecordKind.OUTCOME).dropped(DropReason.INVALID))
                .isEqualTo(1_000_000);
        assertThat(lines.list)
                .filteredOn(line -> line.getFormattedMessage().contains("dropped"))
                .hasSize(1);
    }
}
