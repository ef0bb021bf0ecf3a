package io.exposures.joiner.join;

/**
 * What the joined rows and the unit status of one experiment in one partition come to, whatever the order in which they
 * were made.
 *
 * @param rows live rows
 * @param rowHash hash of the live rows
 * @param unitHash hash of the status of every unit
 */
public record Fingerprint(long rows, SetHash rowHash, SetHash unitHash) {

    /** No row and no unit. */
    public static final Fingerprint EMPTY = new Fingerprint(0, SetHash.EMPTY, SetHash.EMPTY);

    Fingerprint plusRow(SetHash row) {
        return new Fingerprint(rows + 1, rowHash.plus(row), unitHash);
    }

    Fingerprint minusRow(SetHash row) {
        return new Fingerprint(rows - 1, rowHash.minus(row), unitHash);
    }

    Fingerprint plusUnit(SetHash unit) {
        return new Fingerprint(rows, rowHash, unitHash.plus(unit));
    }

    Fingerprint minusUnit(SetHash unit) {
        return new Fingerprint(rows, rowHash, unitHash.minus(unit));
    }

    /** Two disjoint partitions taken together. */
    public Fingerprint plus(Fingerprint other) {
        return new Fingerprint(rows + other.rows, rowHash.plus(other.rowHash), unitHash.plus(other.unitHash));
    }
}
