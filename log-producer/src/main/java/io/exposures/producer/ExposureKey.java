package io.exposures.producer;

/**
 * What repeats of an exposure are recognised by: 128 bits of a hash over its experiment, salt, unit and parameters. The
 * hash depends on a secret of the process, so nobody can choose units whose exposures are taken for each other, and by
 * chance it happens to one in 10^20 of a billion.
 */
record ExposureKey(long high, long low) {

    /** Memory of an entry in the buffer. */
    static final int BYTES = 32;

    /** Either half is as good as random. */
    @Override
    public int hashCode() {
        return (int) low;
    }
}
