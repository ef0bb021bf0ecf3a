package io.exposures.joiner;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the changelog records that state is restored from, and says so in the log. */
final class RestoredRecords implements StateRestoreListener {

    private static final Logger LOG = LoggerFactory.getLogger(RestoredRecords.class);

    private final MeterRegistry registry;

    RestoredRecords(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void onRestoreStart(TopicPartition changelog, String store, long from, long to) {
        if (to > from) {
            LOG.info("restoring {} of partition {}: offsets {} to {}", store, changelog.partition(), from, to);
        }
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long end, long records) {
        MeterTable.STATE_RESTORED.count(registry, (double) records, store);
    }

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long total) {
        if (total > 0) {
            LOG.info("restored {} of partition {}: {} records", store, changelog.partition(), total);
        }
    }
}
