package io.exposures.joiner.join;

/**
 * What a unit's total is kept of: one event, at a number of decimals, over a span of time.
 *
 * @param event name of the event
 * @param scale decimals that are kept of its values
 * @param lookback 0 for the outcomes in the unit's attribution window; otherwise so many whole UTC days before the day
 *     of its first exposure
 */
public record Series(String event, int scale, int lookback) implements Comparable<Series> {

    static Series ofWindow(String event, int scale) {
        return new Series(event, scale, 0);
    }

    static Series ofDays(String event, int days) {
        return new Series(event, ScaledValue.SCALE, days);
    }

    /** Whether the outcomes in the attribution window are added up. */
    public boolean isOfWindow() {
        return lookback == 0;
    }

    @Override
    public int compareTo(Series other) {
        int byEvent = event.compareTo(other.event);
        if (byEvent != 0) {
            return byEvent;
        }
        int byScale = Integer.compare(scale, other.scale);
        return byScale != 0 ? byScale : Integer.compare(lookback, other.lookback);
    }

    /** Compared several times a record; the generated method is a chain of handles that is not always inlined. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Series that
                        && scale == that.scale
                        && lookback == that.lookback
                        && event.equals(that.event));
    }

    @Override
    public int hashCode() {
        return 31 * (31 * event.hashCode() + scale) + lookback;
    }
}
