package io.exposures.joiner.stats;

/**
 * A difference with its standard error, as doubles.
 *
 * @param difference the difference
 * @param rest what rounding to a double left of it
 * @param standardError its standard error, above 0
 */
record Measured(double difference, double rest, double standardError) {
    static Measured of(Contrast contrast) {
        double difference = contrast.difference().toDouble();
        Rational rest = contrast.difference().minus(Rational.of(Dyadic.of(difference)));
        return new Measured(
                difference, rest.toDouble(), Math.sqrt(contrast.variance().toDouble()));
    }

    /** Returns the difference in standard errors. */
    double z() {
        return difference / standardError;
    }

    /** Returns the interval of so many standard errors to both sides. */
    Interval interval(double multiplier) {
        return Interval.around(difference, rest, multiplier * standardError);
    }
}
