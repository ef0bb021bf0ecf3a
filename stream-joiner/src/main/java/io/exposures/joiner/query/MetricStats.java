package io.exposures.joiner.query;

/**
 * One metric of one arm, kept apart by whether units were seen with another arm too.
 *
 * @param clean over the units seen with this arm only
 * @param crossover over the units seen with more than one arm
 */
public record MetricStats(Sums clean, Sums crossover) {

    /** Over no units. */
    public static final MetricStats NONE = new MetricStats(Sums.NONE, Sums.NONE);

    /** Over the units of both; they must have none in common. */
    public MetricStats plus(MetricStats other) {
        return new MetricStats(clean.plus(other.clean), crossover.plus(other.crossover));
    }

    /** The sums that count when crossovers are treated so. */
    public Sums sums(Crossovers crossovers) {
        return crossovers == Crossovers.EXCLUDE ? clean : clean.plus(crossover);
    }
}
