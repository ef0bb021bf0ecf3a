package io.exposures.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

    private static final Instant NOON = Examples.NOON;

    @Test
    void anIdIsAUuidOfVersion7ThatTellsItsMillisecond() {
        UUID id = new TimeOrderedIds(() -> NOON).next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void idsIncreaseWhenTheClockStandsStill() {
        TimeOrderedIds ids = new TimeOrderedIds(() -> NOON);

        List<String> made =
                IntStream.range(0, 10_000).mapToObj(i -> ids.next().toString()).toList();

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void idsIncreaseWhenTheClockStepsBackADay() {
        Queue<Instant> times = new ArrayDeque<>(List.of(NOON, NOON.minusSeconds(86_400)));
        times.add(Instant.EPOCH.minusSeconds(60));
        times.add(NOON.plusMillis(1));
        TimeOrderedIds ids = new TimeOrderedIds(times::remove);

        List<String> made =
                IntStream.range(0, 4).mapToObj(i -> ids.next().toString()).toList();

        assertThat(made).isSorted().doesNotHaveDuplicates();
        assertThat(made).allMatch(id -> UUID.fromString(id).version() == 7);
    }

    @Test
    void threadsNeverGetTheSameId() throws Exception {
        TimeOrderedIds ids = new TimeOrderedIds(() -> NOON);
        List<String> made = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(i -> new Thread(() -> made.addAll(IntStream.range(0, 5_000)
                        .mapToObj(j -> ids.next().toString())
                        .toList())))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(new HashSet<>(made)).hasSize(20_000);
    }

    @Test
    void twoProcessesAtTheSameMomentDiffer() {
        Set<String> made = new HashSet<>();
        for (long secret = 0; secret < 1000; secret++) {
            made.add(new TimeOrderedIds(() -> NOON, secret).next().toString());
        }

        assertThat(made).hasSize(1000);
    }
}
