package io.exposures.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exposures.records.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupplyTest {

    @TempDir
    private Path directory;

    private final PerKind<Accounts> accounts = PerKind.of(kind -> new Accounts());
    private final Losses losses =
            new Losses(accounts, new LossTable(), ExposureDedup.off(), new DropNotifier(null), () -> Examples.NOON);
    private final ProducerConfig config = ProducerConfig.from(Examples.properties("b:1"));
    private final RecordEncoder encoder =
            new RecordEncoder(config, () -> Examples.NOON, new TimeOrderedIds(() -> Examples.NOON), false);
    private final Lane lane = new Lane(config.buffer(), new Room(2_000, 64 << 20), losses);

    /** An interrupt makes the disk fail, as a full disk does, without harm to what is on it. */
    @Test
    void whatTheDiskDoesNotTakeStaysBehindWhatItHas() {
        DiskOverflow overflow = new DiskOverflow(
                directory.resolve("overflow.mv"),
                64 << 20,
                RecordKind.OUTCOME,
                losses,
                new QuietLog(),
                () -> Examples.NOON);
        Supply supply = new Supply(lane, overflow);
        offer(0, 1_500);
        assertThat(supply.spill(true)).isTrue();
        offer(1_500, 2_100);
        Thread.currentThread().interrupt();

        assertThat(supply.spill(true)).isFalse();

        assertThat(Thread.interrupted())
                .as("interrupting this thread has no meaning")
                .isFalse();
        assertThat(overflow.setAside()).as("files taken for corrupt").isZero();
        List<String> supplied = new ArrayList<>();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            takeAll(supply, supplied);
            return supplied.size() == 2_100;
        });
        assertThat(supplied)
                .isEqualTo(IntStream.range(0, 2_100).mapToObj(i -> "user-" + i).toList());
        overflow.close();
    }

    private void offer(int from, int to) {
        for (int i = from; i < to; i++) {
            assertThat(lane.offer(encoder.encode("user-" + i, OutcomeEvent.named("click"))))
                    .isNull();
        }
    }

    private static void takeAll(Supply supply, List<String> userids) {
        for (Queued next = supply.peek(); next != null; next = supply.peek()) {
            Outcome outcome = (Outcome) ((BufferedRecord) Objects.requireNonNull(next)).decoded();
            userids.add(outcome.getUserid());
            supply.advance();
        }
    }
}
