package io.exposures.joiner.topology;

/** Is told when a partition goes on behind offsets that it was never handed. Called by stream threads; must not block. */
@FunctionalInterface
public interface SkippedOffsets {

    /** For a reading in which nobody asks. */
    SkippedOffsets IGNORED = (topic, partition, expected, found) -> {};

    /**
     * Offsets from {@code expected} to {@code found - 1} were not handed over: they hold marks of transactions, or were
     * deleted before they were read.
     *
     * @param topic an input topic
     * @param partition its partition
     * @param expected the offset behind the last record that was read
     * @param found the offset of the next one
     */
    void skipped(String topic, int partition, long expected, long found);
}
