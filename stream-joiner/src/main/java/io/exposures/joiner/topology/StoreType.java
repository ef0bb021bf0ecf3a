package io.exposures.joiner.topology;

import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.internals.StateStoreProvider;

/**
 * Finds a store itself, which is no key-value store.
 *
 * @param type class of the store
 * @param <S> the store
 */
record StoreType<S extends StateStore>(Class<S> type) implements QueryableStoreType<S> {

    @Override
    public boolean accepts(StateStore store) {
        return type.isInstance(store);
    }

    @Override
    public S create(StateStoreProvider provider, String name) {
        return provider.stores(name, this).stream()
                .findFirst()
                .orElseThrow(() -> new InvalidStateStoreException("no store of this partition here"));
    }
}
