package io.exposures.joiner.topology;

import org.apache.kafka.common.utils.Utils;

/**
 * Whether a record lies in the partition that its key belongs in by Kafka's default hash. A producer with another
 * partitioner would spread one user over two partitions, and the halves would never be joined; so such a record is
 * refused, not half counted.
 *
 * @param own the partition that is read
 * @param partitions partitions of either input topic
 */
record KeyPlacement(int own, int partitions) {

    void check(byte[] key) throws RefusedRecordException {
        int expected = of(key, partitions);
        if (expected != own) {
            throw new RefusedRecordException(
                    "wrong_partition",
                    "the key belongs in partition " + expected + " of " + partitions + ", but the record is in " + own
                            + ": its producer must use Kafka's default partitioner (murmur2)");
        }
    }

    /** The partition that Kafka's default partitioner puts this key in. */
    static int of(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}
