package io.exposures.joiner.topology;

import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** Builds a {@link PartitionStore} over a changelogged store of bytes. */
final class PartitionStoreBuilder implements StoreBuilder<PartitionStore> {

    private final StoreBuilder<KeyValueStore<Bytes, byte[]>> below;

    PartitionStoreBuilder(StoreBuilder<KeyValueStore<Bytes, byte[]>> below) {
        this.below = below;
    }

    @Override
    public PartitionStore build() {
        return new PartitionStore(below.build());
    }

    /** The store below must not cache: what it is given at a commit has to reach the changelog at that commit. */
    @Override
    public StoreBuilder<PartitionStore> withCachingEnabled() {
        throw new UnsupportedOperationException("the store is a cache itself");
    }

    @Override
    public StoreBuilder<PartitionStore> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<PartitionStore> withLoggingEnabled(Map<String, String> config) {
        return new PartitionStoreBuilder(below.withLoggingEnabled(config));
    }

    @Override
    public StoreBuilder<PartitionStore> withLoggingDisabled() {
        return new PartitionStoreBuilder(below.withLoggingDisabled());
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
