package io.exposures.joiner.stats;

/**
 * The always-valid interval: an asymptotic confidence sequence with a normal mixture.
 *
 * <p>However often and whenever one looks, it excludes the true difference at any time with a probability of at most
 * alpha. With n units of both arms, L = −2 ln α and v = n* / (L + ln(1 + L)) it is the difference ± k standard errors,
 * k² = (n + v)/n · (ln(1 + n/v) + L), and the e-value of "no difference" is
 * ln e = ½ (n/(n + v) · z² − ln(1 + n/v)); it excludes 0 exactly when e ≥ 1/α.
 *
 * <p>Source: Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas, Time-uniform central limit theory and asymptotic confidence
 * sequences, Annals of Statistics 2024. The same formula is known as GAVI and, with v = 1/ρ², as the normal-mixture
 * mSPRT in units of the standard deviation.
 */
final class ConfidenceSequence {
    private final double evidence;
    private final double mixture;

    ConfidenceSequence(Level level) {
        evidence = -2 * Math.log(level.alpha());
        mixture = level.tuningUnits() / (evidence + Math.log1p(evidence));
    }

    /** Returns v, the variance of the mixture in units. */
    double mixture() {
        return mixture;
    }

    /** Returns k, the half-width in standard errors. */
    double multiplier(long units) {
        return Math.sqrt((units + mixture) / units * (Math.log1p(units / mixture) + evidence));
    }

    /** Returns the natural logarithm of the e-value of "no difference". */
    double logE(long units, double z) {
        return (units / (units + mixture) * z * z - Math.log1p(units / mixture)) / 2;
    }

    AlwaysValid infer(Measured measured, long units) {
        double multiplier = multiplier(units);
        double logE = logE(units, measured.z());
        return new AlwaysValid(multiplier, measured.interval(multiplier), logE, Math.min(1, Math.exp(-logE)));
    }
}
