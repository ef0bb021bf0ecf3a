package io.exposures.joiner.topology;

import io.exposures.joiner.join.BufferedOutcome;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.UnitKey;
import io.exposures.joiner.join.UnitState;
import io.exposures.joiner.join.UserState;
import io.exposures.joiner.query.Explanation.Fate;
import io.exposures.joiner.query.Explanation.Found;
import io.exposures.joiner.query.Explanation.Rule;
import io.exposures.joiner.query.Explanation.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Applies the join's rule to one remembered outcome and says each comparison in words. */
final class Explainer {

    private final UserState user;
    private final Function<ExperimentId, OptionalLong> windows;

    /**
     * An explainer of one user's outcomes.
     *
     * @param user the user's state
     * @param windows attribution windows in microseconds; empty for an experiment whose window is not known yet
     */
    Explainer(UserState user, Function<ExperimentId, OptionalLong> windows) {
        this.user = user;
        this.windows = windows;
    }

    Found explain(BufferedOutcome outcome) {
        boolean live = outcome.fate() == BufferedOutcome.Fate.LIVE;
        List<Verdict> verdicts = new ArrayList<>();
        user.units().forEach((key, unit) -> verdicts.add(verdict(key, unit, outcome, live)));
        return new Found(
                instant(outcome.time()),
                fate(outcome, verdicts),
                outcome.offset(),
                outcome.content().event(),
                live ? outcome.content().value() : null,
                verdicts);
    }

    private static Fate fate(BufferedOutcome outcome, List<Verdict> verdicts) {
        return switch (outcome.fate()) {
            case LIVE -> verdicts.stream().anyMatch(Verdict::counts) ? Fate.JOINED : Fate.UNEXPOSED;
            case RETRACTED -> Fate.RETRACTED;
            case RETRACTED_BEFORE_IT_CAME -> Fate.RETRACTED_BEFORE_IT_CAME;
        };
    }

    private Verdict verdict(UnitKey key, UnitState unit, BufferedOutcome outcome, boolean live) {
        OptionalLong window = windows.apply(key.experiment());
        long first = unit.first().time();
        Instant end = window.isPresent() ? instant(first + window.getAsLong()) : null;
        Rule rule = rule(outcome.time(), first, window, live);
        return new Verdict(
                key.experiment(),
                key.unit(),
                unit.first().arm(),
                instant(first),
                unit.first().exposureId(),
                end,
                rule == Rule.IN_WINDOW,
                rule,
                text(rule, instant(outcome.time()), instant(first), end));
    }

    private static @Nullable Rule rule(long time, long first, OptionalLong window, boolean live) {
        if (!live) {
            return Rule.TAKEN_BACK;
        }
        if (time < first) {
            return Rule.BEFORE_FIRST_EXPOSURE;
        }
        if (window.isEmpty()) {
            return null;
        }
        return time < first + window.getAsLong() ? Rule.IN_WINDOW : Rule.AFTER_WINDOW;
    }

    private static String text(@Nullable Rule rule, Instant time, Instant first, @Nullable Instant end) {
        if (rule == null) {
            return "unknown: the experiment's window has not been published yet; ask again in a moment";
        }
        return switch (rule) {
            case IN_WINDOW ->
                "counts: " + time + " is " + span(first, time) + " after the first exposure at " + first
                        + ", and before the window's end at " + end;
            case BEFORE_FIRST_EXPOSURE ->
                "does not count: " + time + " is " + span(time, first) + " before the first exposure at " + first;
            case AFTER_WINDOW ->
                "does not count: " + time + " is not before the window's end at " + end + " (first exposure " + first
                        + ")";
            case TAKEN_BACK -> "does not count: the outcome was taken back by a retraction";
        };
    }

    private static String span(Instant from, Instant to) {
        Duration duration = Duration.between(from, to);
        return duration.isZero() ? "not a moment" : duration.toString();
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
