package io.exposures.joiner.topology;

/** Which records of the input topics are read: all of them, or those below some offsets. */
@FunctionalInterface
public interface Cut {

    /** Everything. */
    Cut NONE = (topic, partition, offset) -> true;

    /**
     * Whether a record is read.
     *
     * @param topic an input topic
     * @param partition its partition
     * @param offset offset of the record
     */
    boolean includes(String topic, int partition, long offset);
}
