package io.exposures.joiner.query;

import io.exposures.joiner.join.ExperimentId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why the outcomes of one id count, or do not, in each of their user's experiments.
 *
 * @param userid the user
 * @param eventId the id asked for
 * @param partition partition of the input topics that holds the user
 * @param asOf the point of the log that is described at least; null for a standby copy, which does not know
 * @param outcomes what is remembered under the id, one entry for each event time; empty when nothing is
 * @param text the same for people
 */
public record Explanation(
        String userid,
        String eventId,
        int partition,
        @Nullable AsOf asOf,
        List<Found> outcomes,
        String text) {

    public Explanation {
        outcomes = List.copyOf(outcomes);
    }

    /** What became of an outcome. */
    public enum Fate {
        /** Credited to at least one unit. */
        JOINED,
        /** In no unit's window. */
        UNEXPOSED,
        /** Came and was taken back. */
        RETRACTED,
        /** Its retraction came; it has not come itself. */
        RETRACTED_BEFORE_IT_CAME
    }

    /** The comparison that decides. */
    public enum Rule {
        /** The first exposure is at or before the outcome, and the window has not ended. */
        IN_WINDOW,
        /** The outcome is earlier than the first exposure. */
        BEFORE_FIRST_EXPOSURE,
        /** The window has ended. */
        AFTER_WINDOW,
        /** The outcome does not count anywhere. */
        TAKEN_BACK
    }

    /**
     * One remembered outcome.
     *
     * @param time its event time
     * @param fate what became of it
     * @param offset where the record that decided its fate stands in the outcomes topic
     * @param event name of the event; empty when it was taken back
     * @param value its value; null when it was taken back
     * @param units the verdict for each of the user's units
     */
    public record Found(
            Instant time,
            Fate fate,
            long offset,
            String event,
            @Nullable Double value,
            List<Verdict> units) {

        public Found {
            units = List.copyOf(units);
        }
    }

    /**
     * Whether an outcome counts for one unit.
     *
     * @param experiment the experiment
     * @param unit the unit
     * @param arm arm of the first exposure
     * @param firstExposure event time of the first exposure
     * @param exposureId id of the first exposure
     * @param windowEnd the first moment that no longer counts; null while the window is unknown
     * @param counts whether the outcome counts
     * @param rule the comparison that decides; null while the window is unknown
     * @param text the same for people
     */
    public record Verdict(
            ExperimentId experiment,
            String unit,
            String arm,
            Instant firstExposure,
            String exposureId,
            @Nullable Instant windowEnd,
            boolean counts,
            @Nullable Rule rule,
            String text) {}
}
