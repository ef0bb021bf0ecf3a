package io.exposures.producer;

import static io.exposures.producer.Counts.assertBalanced;
import static io.exposures.producer.Counts.properties;
import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.assignment.LogRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers hand in what no record can be made of; nothing of it may come back to them. */
class HostileCallerTest {

    private final FakeKafka kafka = FakeKafka.healthy();
    private final KafkaLogClient client = kafka.client(properties());

    @AfterEach
    void everythingIsAccountedFor() {
        client.outcomeLogger().log("still", "alive");
        assertThat(client.close(Duration.ofSeconds(20))).isZero();
        assertBalanced(client);
        assertThat(kafka.acknowledgedKeys("outcomes")).endsWith("still");
    }

    @Test
    @SuppressWarnings("NullAway") // The point of the test.
    void nullsAreRefused() {
        client.exposureLogger().log(null);
        client.exposureLogger().log(new LogRecord(null, null, null, null, null, null, null, null, null, null, null));
        client.exposureLogger()
                .log(new LogRecord(
                        "x",
                        "x",
                        null,
                        null,
                        List.of(),
                        List.of(),
                        Map.of("userid", "a"),
                        Map.of(),
                        "exposure",
                        null,
                        null));
        client.outcomeLogger().log(null, "click");
        client.outcomeLogger().log("ann", (String) null);
        client.outcomeLogger().log("ann", (OutcomeEvent) null);
        client.outcomeLogger().log("ann", OutcomeEvent.named("x").withExtra(null, 5));
        client.outcomeLogger().retract(null, null, null);
        client.outcomeLogger().retract("ann", null, Instant.EPOCH);

        assertThat(client.counts(RecordKind.EXPOSURE).dropped(DropReason.INVALID))
                .isEqualTo(2);
        assertThat(client.counts(RecordKind.OUTCOME).dropped(DropReason.INVALID))
                .isEqualTo(7);
    }

    @Test
    void valuesThatAreNoNumbersAndTimesOutOfRangeAreRefused() {
        client.outcomeLogger().log("ann", "buy", Double.NaN);
        client.outcomeLogger().log("ann", "buy", Double.NEGATIVE_INFINITY);
        client.outcomeLogger().log("ann", OutcomeEvent.named("buy").withTime(Instant.MAX));
        client.outcomeLogger().log("ann", OutcomeEvent.named("buy").withTime(Instant.MIN));
        client.exposureLogger().log(Examples.event("ann", "buy", Map.of("value", Double.POSITIVE_INFINITY)));

        assertThat(client.counts(RecordKind.OUTCOME).dropped(DropReason.INVALID))
                .isEqualTo(5);
    }

    @Test
    void clocksThatAreFarOffArePublishedAsTheyAre() {
        client.outcomeLogger().log("ann", OutcomeEvent.named("a").withTime(Instant.EPOCH.minusSeconds(1)));
        client.outcomeLogger().log("ann", OutcomeEvent.named("b").withTime(Instant.parse("2100-01-01T00:00:00Z")));

        client.flush(Duration.ofSeconds(20));

        assertThat(client.counts(RecordKind.OUTCOME).delivered()).isEqualTo(2);
    }

    @Test
    void hugeRecordsAreRefused() {
        client.outcomeLogger().log("u".repeat(5_000_000), "click");
        client.exposureLogger().log(Examples.event("ann", "x", Map.of("text", "ß".repeat(2_000_000))));

        assertThat(client.counts(RecordKind.OUTCOME).dropped(DropReason.TOO_LARGE))
                .isEqualTo(2);
    }

    @Test
    void valuesThatContainThemselvesAreRefused() {
        List<@Nullable Object> endless = new ArrayList<>();
        endless.add(endless);
        Map<String, @Nullable Object> extra = new HashMap<>();
        extra.put("self", endless);

        client.exposureLogger().log(Examples.event("ann", "x", extra));

        assertThat(client.counts(RecordKind.OUTCOME).dropped(DropReason.INVALID))
                .isEqualTo(1);
    }

    @Test
    void collectionsAndValuesThatThrowAreSurvived() {
        Map<String, @Nullable Object> throwing = new AbstractMap<>() {
            @Override
            public Set<Entry<String, @Nullable Object>> entrySet() {
                throw new StackOverflowError("odd map");
            }

            @Override
            public @Nullable Object get(@Nullable Object key) {
                return "ann";
            }
        };
        Object noText = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no text");
            }
        };

        client.exposureLogger().log(Examples.record("exposure", throwing, Map.of()));
        client.exposureLogger().log(Examples.event("ann", "x", Map.of("odd", noText)));

        assertThat(client.counts(RecordKind.EXPOSURE).dropped()).isEqualTo(Map.of(DropReason.INTERNAL_ERROR, 1L));
        assertThat(client.counts(RecordKind.OUTCOME).dropped()).isEqualTo(Map.of(DropReason.INVALID, 1L));
    }

    @Test
    void aPendingInterruptChangesNothingAndStaysPending() {
        Thread.currentThread().interrupt();

        for (int i = 0; i < 100; i++) {
            client.outcomeLogger().log("ann", "click");
        }

        assertThat(Thread.interrupted()).isTrue();
        assertThat(client.flush(Duration.ofSeconds(20))).isZero();
        assertThat(client.counts(RecordKind.OUTCOME).delivered()).isEqualTo(100);
    }

    @Test
    @SuppressWarnings("NullAway") // Null is one of them.
    void absurdTimeoutsAreTaken() {
        client.outcomeLogger().log("ann", "click");

        assertThat(client.flush(Duration.ofSeconds(Long.MAX_VALUE))).isZero();
        assertThat(client.flush(Duration.ofSeconds(-5))).isZero();
        assertThat(client.flush(null)).isZero();
    }

    @Test
    void unusualUseridsStayApart() {
        List<String> unusual = List.of("", "\u0000", "a\r\nb", "../x", "<script>", "\u202eabc", "Aa", "BB", "ü", "😀");
        unusual.forEach(userid -> client.outcomeLogger().log(userid, "click"));

        client.flush(Duration.ofSeconds(20));

        assertThat(kafka.acknowledgedKeys("outcomes")).isEqualTo(unusual);
    }
}
