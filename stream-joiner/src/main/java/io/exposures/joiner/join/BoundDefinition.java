package io.exposures.joiner.join;

import java.util.List;

/**
 * What decides an experiment's rows and sums, bound in a partition at the experiment's first exposure and never changed
 * afterwards.
 *
 * @param version version of the experiment's definition; 0 when there was none
 * @param window how long after its first exposure a unit's outcomes count, microseconds
 * @param armParams names of the parameters that form the arm; empty leaves it to what the exposure declares
 * @param start exposures before this event time are refused, microseconds since the epoch; {@link Long#MIN_VALUE} for
 *     no limit
 * @param end exposures at or after this event time are refused, microseconds since the epoch; {@link Long#MAX_VALUE}
 *     for no limit
 * @param measures how the units' outcomes become numbers
 */
public record BoundDefinition(
        int version, long window, List<String> armParams, long start, long end, Measures measures) {

    public BoundDefinition {
        if (window <= 0) {
            throw new IllegalArgumentException("window: expected more than 0 microseconds, got " + window);
        }
        if (start >= end) {
            throw new IllegalArgumentException("start: expected before end " + end + ", got " + start);
        }
        armParams = List.copyOf(armParams);
    }

    /** A definition without metrics of its own. */
    public BoundDefinition(int version, long window, List<String> armParams, long start, long end) {
        this(version, window, armParams, start, end, Measures.DEFAULT);
    }

    /** What is bound when an experiment has no definition. */
    public static BoundDefinition byDefault(long window) {
        return byDefault(window, Measures.DEFAULT);
    }

    /** What is bound when an experiment has no definition. */
    public static BoundDefinition byDefault(long window, Measures measures) {
        return new BoundDefinition(0, window, List.of(), Long.MIN_VALUE, Long.MAX_VALUE, measures);
    }

    /** The same with no covariate from further back than this. */
    public BoundDefinition withLookbackUpTo(int days) {
        return new BoundDefinition(version, window, armParams, start, end, measures.withLookbackUpTo(days));
    }

    /** Whether no outcome at or after this event time, microseconds, can count in the experiment. */
    boolean isOverBy(long time) {
        return end != Long.MAX_VALUE && end <= time - window;
    }

    /** Whether the experiment runs at this event time. */
    Acceptance.Verdict judge(long time) {
        if (time < start) {
            return Acceptance.Verdict.LATE;
        }
        return time < end ? Acceptance.Verdict.ACCEPTED : Acceptance.Verdict.FUTURE;
    }
}
