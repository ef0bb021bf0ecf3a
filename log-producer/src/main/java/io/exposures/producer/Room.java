package io.exposures.producer;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The room that one kind of record has in the buffer, bounded by records and by bytes.
 *
 * <p>Both counts and a closed flag share one atomic word, so that taking room is a single compare-and-set, no bound is
 * ever exceeded, and nobody can take room once it is closed.
 */
final class Room {

    /** Bits of the word: 63 closed, 40 to 62 records, 0 to 39 bytes. */
    private static final int RECORDS_SHIFT = 40;

    static final long MAX_RECORDS = (1L << 23) - 1;
    static final long MAX_BYTES = (1L << RECORDS_SHIFT) - 1;

    private static final long CLOSED = 1L << 63;

    /** What became of an attempt to take room. */
    enum Answer {
        TAKEN,
        FULL,
        CLOSED
    }

    private final long maxRecords;
    private final long maxBytes;
    private final AtomicLong word = new AtomicLong();

    Room(long maxRecords, long maxBytes) {
        this.maxRecords = Math.min(maxRecords, MAX_RECORDS);
        this.maxBytes = Math.min(maxBytes, MAX_BYTES);
    }

    Answer take(long recordBytes) {
        while (true) {
            long current = word.get();
            if (current < 0) {
                return Answer.CLOSED;
            }
            if (recordsOf(current) >= maxRecords || bytesOf(current) + recordBytes > maxBytes) {
                return Answer.FULL;
            }
            if (word.compareAndSet(current, current + packed(1, recordBytes))) {
                return Answer.TAKEN;
            }
        }
    }

    void release(long records, long bytes) {
        if (records > 0) {
            word.addAndGet(-packed(records, bytes));
        }
    }

    void close() {
        word.getAndUpdate(current -> current | CLOSED);
    }

    boolean isClosed() {
        return word.get() < 0;
    }

    long records() {
        return recordsOf(word.get());
    }

    long bytes() {
        return bytesOf(word.get());
    }

    long maxBytes() {
        return maxBytes;
    }

    /** The fuller of the two bounds, from 0 to 1. */
    double fill() {
        long current = word.get();
        return Math.max((double) recordsOf(current) / maxRecords, (double) bytesOf(current) / maxBytes);
    }

    private static long packed(long records, long bytes) {
        return (records << RECORDS_SHIFT) + bytes;
    }

    private static long recordsOf(long word) {
        return (word & ~CLOSED) >>> RECORDS_SHIFT;
    }

    private static long bytesOf(long word) {
        return word & MAX_BYTES;
    }
}
