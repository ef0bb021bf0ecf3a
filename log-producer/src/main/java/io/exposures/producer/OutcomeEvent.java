package io.exposures.producer;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a user. Nothing is checked here, so that describing an event never throws; an event that
 * cannot be published is refused and counted when it is logged.
 *
 * @param name name of the event, which is the metric it counts for
 * @param id the caller's own identity of the event, such as an order number; null lets the client make one. A copy with
 *     the same user, id and time counts once
 * @param time when it happened; null means when it is logged
 * @param value amount in the metric's unit, finite; null means 1
 * @param extraData anything else to travel with the event, as PlanOut values
 */
public record OutcomeEvent(
        String name,
        @Nullable String id,
        @Nullable Instant time,
        @Nullable Double value,
        Map<String, @Nullable Object> extraData) {

    /** An event that happens now, counts 1 and gets an id of its own. */
    public static OutcomeEvent named(String name) {
        return new OutcomeEvent(name, null, null, null, Map.of());
    }

    /** This event with an amount. */
    public OutcomeEvent withValue(double newValue) {
        return new OutcomeEvent(name, id, time, newValue, extraData);
    }

    /** This event with the caller's own identity. */
    public OutcomeEvent withId(String newId) {
        return new OutcomeEvent(name, newId, time, value, extraData);
    }

    /** This event at another time than now. */
    public OutcomeEvent withTime(Instant newTime) {
        return new OutcomeEvent(name, id, newTime, value, extraData);
    }

    /** This event with one more piece of extra data. */
    public OutcomeEvent withExtra(String key, @Nullable Object newValue) {
        Map<String, @Nullable Object> extended = new HashMap<>(extraData);
        extended.put(key, newValue);
        return new OutcomeEvent(name, id, time, value, extended);
    }
}
