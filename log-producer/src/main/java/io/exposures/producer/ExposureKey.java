package io.exposures.producer;

/**
 * What repeats of an exposure are recognised by: 128 bits of a hash over its experiment, salt, unit and parameters. The
 * hash depends on a secret of the process, so nobody can choose units whose exposures are taken for each other; the chance
 * that any two of a billion are is below 10^-20.
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
