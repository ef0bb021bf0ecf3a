package io.exposures.joiner.topology;

import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Builds a store that keeps objects in memory, over a changelogged store of bytes.
 *
 * @param <S> the store
 */
final class ObjectStoreBuilder<S extends StateStore> implements StoreBuilder<S> {

    private final StoreBuilder<KeyValueStore<Bytes, byte[]>> below;
    private final Function<KeyValueStore<Bytes, byte[]>, S> store;

    ObjectStoreBuilder(
            StoreBuilder<KeyValueStore<Bytes, byte[]>> below, Function<KeyValueStore<Bytes, byte[]>, S> store) {
        this.below = below;
        this.store = store;
    }

    @Override
    public S build() {
        return store.apply(below.build());
    }

    /** The store below must not cache: what it is given at a commit has to reach the changelog at that commit. */
    @Override
    public StoreBuilder<S> withCachingEnabled() {
        throw new UnsupportedOperationException("the store is a cache itself");
    }

    @Override
    public StoreBuilder<S> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<S> withLoggingEnabled(Map<String, String> config) {
        return new ObjectStoreBuilder<>(below.withLoggingEnabled(config), store);
    }

    @Override
    public StoreBuilder<S> withLoggingDisabled() {
        return new ObjectStoreBuilder<>(below.withLoggingDisabled(), store);
    }

    @Override
    public Map<String, String> logConfig() {
        return below.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
        return below.loggingEnabled();
    }

    @Override
    public String name() {
        return below.name();
    }
}
