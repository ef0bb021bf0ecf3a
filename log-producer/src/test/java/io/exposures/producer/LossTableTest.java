package io.exposures.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.producer.LossTable.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LossTableTest {

    private static final LossTable.Key KEY = new LossTable.Key(RecordKind.EXPOSURE, DropReason.BUFFER_FULL, "Button");

    private final LossTable table = new LossTable();

    @Test
    void lossesAreAddedUpWithTheirTimeSpan() {
        table.add(KEY, 1, 500);
        table.add(KEY, 1, 100);
        table.add(KEY, 3, 900);
        table.add(new LossTable.Key(RecordKind.EXPOSURE, DropReason.BUFFER_FULL, null), 1, 7);

        assertThat(table.drain())
                .containsOnly(
                        Map.entry(KEY, new Tally(5, 100, 900)),
                        Map.entry(
                                new LossTable.Key(RecordKind.EXPOSURE, DropReason.BUFFER_FULL, null),
                                new Tally(1, 7, 7)));
        assertThat(table.isEmpty()).isTrue();
        assertThat(table.drain()).isEmpty();
    }

    @Test
    void experimentsBeyondTheLimitArePutTogether() {
        for (int i = 0; i < 3 * LossTable.MOST_KEYS; i++) {
            table.add(new LossTable.Key(RecordKind.EXPOSURE, DropReason.INVALID, "experiment-" + i), 1, i);
        }

        Map<LossTable.Key, Tally> drained = table.drain();

        assertThat(drained).hasSize(LossTable.MOST_KEYS + 1);
        assertThat(drained.get(new LossTable.Key(RecordKind.EXPOSURE, DropReason.INVALID, LossTable.OTHER)))
                .isEqualTo(new Tally(2L * LossTable.MOST_KEYS, LossTable.MOST_KEYS, 3L * LossTable.MOST_KEYS - 1));
    }

    @Test
    void aLongNameIsCut() {
        assertThat(new LossTable.Key(RecordKind.EXPOSURE, DropReason.INVALID, "x".repeat(10_000)).experiment())
                .hasSize(256);
    }

    @Test
    void everyLossIsDrainedOnceHoweverThreadsInterleave() throws Exception {
        List<Thread> adders = IntStream.range(0, 4)
                .mapToObj(i -> new Thread(() -> IntStream.range(0, 20_000).forEach(j -> table.add(KEY, 1, j))))
                .toList();
        adders.forEach(Thread::start);
        List<Tally> drained = new ArrayList<>();
        while (adders.stream().anyMatch(Thread::isAlive)) {
            drained.addAll(table.drain().values());
        }
        for (Thread adder : adders) {
            adder.join();
        }
        drained.addAll(table.drain().values());

        assertThat(drained.stream().mapToLong(Tally::count).sum()).isEqualTo(80_000);
    }
}
