package io.exposures.joiner.topology;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One cache and one write-buffer budget for all state stores of the process. Kafka Streams' defaults are per store and
 * partition, and exhaust memory as partitions grow.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {

    /** Setting: bytes for all state stores of the process. */
    public static final String MEMORY_SETTING = "joiner.rocksdb.memory";

    private static @Nullable Shared shared;

    private record Shared(Cache cache, WriteBufferManager writeBuffers) {

        static Shared of(long bytes) {
            RocksDB.loadLibrary();
            Cache cache = new LRUCache(bytes);
            return new Shared(cache, new WriteBufferManager(bytes / 2, cache));
        }
    }

    private static synchronized Shared shared(long bytes) {
        if (shared == null) {
            shared = Shared.of(bytes);
        }
        return shared;
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        Shared limits = shared(Long.parseLong(String.valueOf(configs.get(MEMORY_SETTING))));
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(limits.cache());
        table.setCacheIndexAndFilterBlocks(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(limits.writeBuffers());
    }

    @Override
    public void close(String storeName, Options options) {
        // The cache and the budget belong to the process, not to a store.
    }
}
