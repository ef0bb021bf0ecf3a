package io.exposures.joiner.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.joiner.topology.StoreOperations.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class CountedStoreTest {

    private final StoreOperations operations = new StoreOperations();
    private final KeyValueStore<Bytes, byte[]> store =
            new CountedStore.Supplier(Stores.inMemoryKeyValueStore("users"), operations).get();

    private static Bytes key(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void eachEntryOfABatchCounts() {
        store.putAll(List.of(
                KeyValue.pair(key("a"), new byte[] {1}),
                KeyValue.pair(key("b"), new byte[] {2}),
                KeyValue.pair(key("c"), null)));

        assertThat(operations.count("users", Kind.PUT)).isEqualTo(2);
        assertThat(operations.count("users", Kind.DELETE)).isEqualTo(1);
        assertThat(store.get(key("b"))).containsExactly(2);
        assertThat(operations.count("users", Kind.GET)).isEqualTo(1);
    }

    @Test
    void aRangeCountsOnceHoweverManyItMeets() {
        store.put(key("a"), new byte[] {1});
        store.put(key("b"), new byte[] {2});
        try (var all = store.range(null, null)) {
            all.forEachRemaining(entry -> assertThat(entry.value).isNotEmpty());
        }

        assertThat(operations.count("users", Kind.RANGE)).isEqualTo(1);
        assertThat(operations.count("outcome-buffer", Kind.RANGE)).isZero();
    }
}
