package io.exposures.joiner.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.Matured;
import io.exposures.joiner.join.UnitKey;
import io.exposures.joiner.join.WindowEnd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** Ends in spans come out in the same order, and in the same portions, as those of a sorted set. */
class MaturityStoreTest {

    private static final ExperimentId EXPERIMENT = new ExperimentId("x", "salt");

    private final KeyValueStore<Bytes, byte[]> below =
            Stores.inMemoryKeyValueStore("window-ends").get();
    private final MaturityStore queue = new MaturityStore(below);
    private long position;

    private static WindowEnd end(long time, int user) {
        return new WindowEnd(time, "u" + user, new UnitKey(EXPERIMENT, "u" + user));
    }

    private long entries() {
        List<Bytes> keys = new ArrayList<>();
        try (var all = below.all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys.size();
    }

    @Test
    void endsComeInOrderAndInPortions() {
        Random random = new Random(11);
        TreeSet<WindowEnd> model = new TreeSet<>((one, other) -> Arrays.compareUnsigned(one.place(), other.place()));
        queue.load(() -> position++);
        for (int i = 0; i < 3000; i++) {
            WindowEnd end = end(random.nextInt(200) * 1_000_000L, i);
            model.add(end);
            queue.add(end);
            if (random.nextInt(50) == 0) {
                queue.flushCache();
            }
        }
        long to = 150_000_000L;
        List<WindowEnd> expected =
                model.stream().filter(end -> end.time() <= to).toList();
        List<WindowEnd> seen = new ArrayList<>();
        Matured matured = Matured.NONE;

        for (List<WindowEnd> next = queue.next(matured, to, 70); !next.isEmpty(); next = queue.next(matured, to, 70)) {
            assertThat(next.size()).isLessThanOrEqualTo(70);
            seen.addAll(next);
            matured = after(next.get(next.size() - 1));
            queue.forget(matured);
        }

        assertThat(seen).isEqualTo(expected);
        assertThat(queue.next(matured, Long.MAX_VALUE, 10_000)).hasSize(model.size() - expected.size());
    }

    private static Matured after(WindowEnd end) {
        byte[] place = end.place();
        return Matured.at(Arrays.copyOf(place, place.length + 1));
    }

    @Test
    void aCommitWritesOneEntryForEachSpan() {
        queue.load(() -> position++);
        for (int user = 0; user < 100; user++) {
            queue.add(end(5_000_000L, user));
        }
        queue.add(end(100_000_000L, 1));
        assertThat(entries()).isZero();

        queue.flushCache();

        assertThat(entries()).isEqualTo(2);
    }

    @Test
    void spansThatHaveMaturedAreDeleted() {
        queue.load(() -> position++);
        queue.add(end(5_000_000L, 1));
        queue.add(end(100_000_000L, 2));
        queue.flushCache();

        queue.forget(after(end(90_000_000L, 3)));

        assertThat(entries()).isEqualTo(1);
        assertThat(queue.next(Matured.NONE, Long.MAX_VALUE, 10)).containsExactly(end(100_000_000L, 2));
    }
}
