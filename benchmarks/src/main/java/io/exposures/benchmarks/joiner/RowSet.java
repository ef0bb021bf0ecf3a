package io.exposures.benchmarks.joiner;

import io.exposures.records.ExposedOutcome;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.stream.LongStream;

/** Joined rows as a set of hashes of 64 bits: small, and two sets can be compared row by row. */
final class RowSet {

    private final long[] sorted;

    private RowSet(long[] sorted) {
        this.sorted = sorted;
    }

    static RowSet of(LongStream hashes) {
        return new RowSet(hashes.sorted().distinct().toArray());
    }

    int size() {
        return sorted.length;
    }

    /** One number for all rows: their hashes added up. */
    long hash() {
        return LongStream.of(sorted).sum();
    }

    /** How many rows are in one of the sets and not in the other. */
    int difference(RowSet other) {
        int difference = 0;
        int i = 0;
        int j = 0;
        while (i < sorted.length && j < other.sorted.length) {
            int order = Long.compare(sorted[i], other.sorted[j]);
            difference += order == 0 ? 0 : 1;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return difference + sorted.length - i + other.sorted.length - j;
    }

    /** The hash of a published row. */
    static long hash(ExposedOutcome row) {
        return hash(
                row.getUserid(),
                row.getExperiment(),
                row.getSalt(),
                row.getUnit(),
                row.getArm(),
                Traffic.micros(row.getFirstExposure()),
                row.getEventId(),
                Traffic.micros(row.getTime()),
                row.getEvent(),
                row.getValue());
    }

    /** The hash of the row that the first exposure makes with the outcome. */
    static long hash(Event first, Event outcome) {
        String experiment = Experiments.name(first.experiment());
        return hash(
                outcome.userid(),
                experiment,
                experiment,
                outcome.userid(),
                Experiments.arm(Experiments.variant(first.arm())),
                first.time(),
                outcome.id(),
                outcome.time(),
                outcome.name(),
                outcome.value());
    }

    private static long hash(Object... fields) {
        StringBuilder text = new StringBuilder();
        for (Object field : fields) {
            text.append(field).append('|');
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
