package io.exposures.joiner.join;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A user's outcomes by UTC day and event: what covariates are taken from, so that they need no old outcomes.
 *
 * <p>A day may be forgotten once it lies further back from finality than any covariate looks: exposures that are still
 * to be accepted are no older than finality, so their covariates begin later; and outcomes and retractions that are
 * still to come belong to later days. Units that were exposed earlier keep totals of their own.
 *
 * @param entries sorted by day and event, each once
 */
public record DailyTotals(List<DailyTotal> entries) {

    /** No outcome. */
    public static final DailyTotals NONE = new DailyTotals(List.of());

    public DailyTotals {
        entries = Collections.unmodifiableList(entries);
    }

    DailyTotals plus(long day, String event, long steps) {
        return with(day, event, total(day, event).plus(steps));
    }

    DailyTotals minus(long day, String event, long steps) {
        return with(day, event, total(day, event).minus(steps));
    }

    /** Those of this day and later. */
    DailyTotals from(long day) {
        int first = firstOf(day);
        return first == 0 ? this : new DailyTotals(new ArrayList<>(entries.subList(first, entries.size())));
    }

    /** Those of {@code from} and later, before {@code to}. */
    List<DailyTotal> between(long from, long to) {
        return entries.subList(firstOf(from), firstOf(to));
    }

    private int firstOf(long day) {
        return place(day, "");
    }

    private Total total(long day, String event) {
        int at = place(day, event);
        return isAt(at, day, event) ? entries.get(at).total() : Total.NONE;
    }

    private DailyTotals with(long day, String event, Total total) {
        List<DailyTotal> changed = new ArrayList<>(entries.size() + 1);
        changed.addAll(entries);
        int at = place(day, event);
        if (isAt(at, day, event)) {
            changed.remove(at);
        }
        if (total.count() != 0) {
            changed.add(at, new DailyTotal(day, event, total));
        }
        return new DailyTotals(changed);
    }

    private boolean isAt(int at, long day, String event) {
        return at < entries.size() && entries.get(at).compareTo(day, event) == 0;
    }

    /** The index of the first entry that is not less. */
    private int place(long day, String event) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).compareTo(day, event) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
