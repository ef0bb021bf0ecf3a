package io.exposures.joiner.join;

/**
 * What a user's outcomes of one event on one UTC day add up to.
 *
 * @param day days since 1970-01-01
 * @param event the name that the event is counted under
 * @param total in millionths
 */
public record DailyTotal(long day, String event, Total total) {

    int compareTo(long otherDay, String otherEvent) {
        int byDay = Long.compare(day, otherDay);
        return byDay != 0 ? byDay : event.compareTo(otherEvent);
    }
}
