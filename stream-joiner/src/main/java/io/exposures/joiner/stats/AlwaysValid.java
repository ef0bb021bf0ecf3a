package io.exposures.joiner.stats;

/**
 * What may be looked at any time: the always-valid interval and its evidence.
 *
 * @param multiplier half-width of the interval in standard errors (k)
 * @param interval the interval at the level of the comparison
 * @param logE natural logarithm of the e-value of "no difference"
 * @param pValue min(1, 1/e); 0 when below the range of doubles, where {@code logE} still tells the size
 */
public record AlwaysValid(double multiplier, Interval interval, double logE, double pValue) {}
