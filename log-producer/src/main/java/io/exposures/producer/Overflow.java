package io.exposures.producer;

import java.util.List;

/**
 * Where records of one kind wait when memory does not hold them. Only the delivery thread uses it, except for
 * {@link #waiting()} and {@link #recovered()}.
 */
interface Overflow {

    /** Whether records could be added now. */
    boolean isWritable();

    /**
     * Adds records behind all others, durably.
     *
     * @return whether they were added; if not, none was
     */
    boolean add(List<BufferedRecord> records);

    /**
     * Adds, durably, records that were read into memory or handed in before others that are here, where their order
     * tells; those of them that came from here stay as they are.
     *
     * @param older records in order
     * @return how many are here now, counted from the first; the others do not fit in, or the disk refuses
     */
    int addBefore(List<BufferedRecord> older);

    /** Whether there are records that were not read since the start. */
    boolean hasUnread();

    /** Reads the next records, which stay here until they are settled. */
    List<BufferedRecord> read(int most);

    /** A record that was read needs to be kept no longer; {@link #commit()} makes that durable. */
    void settled(BufferedRecord read);

    /** Makes durable what was settled. */
    void commit();

    /** Ends the use; what is not settled waits for the next start. */
    void close();

    /** How many records are here and not settled. */
    long waiting();

    /** How many records of earlier runs were found. */
    long recovered();

    /** How many bytes are used. */
    long usedBytes();

    /** How many unreadable files were set aside. */
    long setAside();

    /** What is wrong; empty when nothing is. */
    String problem();
}
