package io.exposures.joiner.stats;

/**
 * One arm of a simulated experiment: the exact sums, and moments in doubles that are cheap enough to look at after every
 * unit. Nothing is ever taken back here, so Welford's updates are good enough to find the looks that matter, which are
 * then judged from the sums.
 */
final class RunningArm {
    private MetricSums sums = MetricSums.NONE;
    private long units;
    private double meanY;
    private double meanX;
    private double squaresY;
    private double squaresX;
    private double products;

    void add(long y, long x) {
        sums = sums.plus(new UnitContribution(y, x));
        units++;
        double value = y * 1e-6;
        double covariate = x * 1e-6;
        double deltaY = value - meanY;
        double deltaX = covariate - meanX;
        meanY += deltaY / units;
        meanX += deltaX / units;
        squaresY += deltaY * (value - meanY);
        squaresX += deltaX * (covariate - meanX);
        products += deltaX * (value - meanY);
    }

    long units() {
        return units;
    }

    double mean() {
        return meanY;
    }

    double covariateMean() {
        return meanX;
    }

    double covariateSquares() {
        return squaresX;
    }

    double products() {
        return products;
    }

    /** Returns the variance of the mean, adjusted with a slope. */
    double variance(double slope) {
        return (squaresY - 2 * slope * products + slope * slope * squaresX) / (units - 1) / units;
    }

    MetricSummary summary() {
        return MetricSummary.of(sums, Population.SCALE);
    }
}
