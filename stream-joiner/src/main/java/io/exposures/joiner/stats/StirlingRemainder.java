package io.exposures.joiner.stats;

/**
 * What Stirling's formula leaves: ln Γ(z) − [(z − ½) ln z − z + ½ ln 2π], for z &gt; 0.
 *
 * <p>Sums and differences of ln Γ of large numbers cancel. Written with the remainder, the large parts cancel on paper.
 */
final class StirlingRemainder {
    /** From here on the series below is exact to the last digit. */
    private static final double SERIES_FROM = 16;

    private StirlingRemainder() {}

    static double of(double z) {
        double shifted = z;
        double correction = 0;
        while (shifted < SERIES_FROM) {
            correction += (shifted + 0.5) * Math.log1p(1 / shifted) - 1;
            shifted++;
        }
        return correction + series(shifted);
    }

    /** Returns Σ B(2k) / (2k (2k − 1) z^(2k−1)). */
    private static double series(double z) {
        double w = 1 / (z * z);
        return (1 / 12.0
                        + w
                                * (-1 / 360.0
                                        + w
                                                * (1 / 1260.0
                                                        + w
                                                                * (-1 / 1680.0
                                                                        + w * (1 / 1188.0 + w * (-691 / 360360.0))))))
                / z;
    }
}
