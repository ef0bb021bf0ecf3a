package io.exposures.joiner.join;

import io.exposures.joiner.stats.AnalysisWindow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The decision of the join, pure: a user's state, the user's buffered outcomes and one accepted record give the new
 * state and what changed.
 *
 * <p>The rule: for every live outcome at <i>t</i> and every unit of its user whose first exposure is at <i>f</i> ≤
 * <i>t</i> &lt; <i>f</i> + W there is exactly one row. A record changes rows only through the outcome it brings or takes
 * back, or through a first exposure it makes or moves; each method states the difference between the rows before and
 * after. Whatever the order of the records, the differences add up to the same rows.
 *
 * <p>Everything that an accepted exposure can move is still in the buffer: first exposures only move back, to a time
 * within the horizon, and every outcome that enters or leaves the window is no older than that.
 */
public final class Join {

    private final Function<ExperimentId, ExperimentRules> rules;
    private final Caps caps;

    /**
     * A join.
     *
     * @param rules what each experiment with units is bound to
     * @param caps what one user may bring
     */
    public Join(Function<ExperimentId, ExperimentRules> rules, Caps caps) {
        this.rules = rules;
        this.caps = caps;
    }

    /** Decides an exposure. */
    public ExposureDecision onExposure(UserState user, ExposureRecord record, OutcomeBuffer buffer) {
        UnitState before = user.unit(record.unit());
        if (before == null) {
            return onNewUnit(user, record, buffer);
        }
        UnitState after = before.met(record.exposure());
        Changes changes = new Changes();
        if (after.equals(before)) {
            return new ExposureDecision(ExposureClass.REPEAT, user, changes);
        }
        UserState now = moveFirst(user, record.unit(), after, buffer, changes);
        return new ExposureDecision(ExposureClass.REPEAT, now, changes);
    }

    private ExposureDecision onNewUnit(UserState user, ExposureRecord record, OutcomeBuffer buffer) {
        Changes changes = new Changes();
        Quota quota = user.newUnits().at(record.appendMillis());
        if (quota.used() >= caps.newUnitsPerHour()) {
            return new ExposureDecision(ExposureClass.CAPPED, user, changes);
        }
        int epoch = rules(record.unit()).epoch(record.exposure().time());
        UnitState unit = UnitState.of(record.exposure(), epoch);
        UserState counted = user.withNewUnits(quota.plusOne());
        UserState now = moveFirst(counted, record.unit(), unit, buffer, changes);
        return new ExposureDecision(ExposureClass.FIRST, now, changes);
    }

    /** Puts {@code met} in the place of the unit's state and states the difference that its first exposure makes. */
    private UserState moveFirst(UserState user, UnitKey key, UnitState met, OutcomeBuffer buffer, Changes changes) {
        UnitState before = user.unit(key);
        if (before != null && before.first().makesSameRowsAs(met.first())) {
            changes.unit(key, before, met);
            return user.with(key, met);
        }
        UnitState after = met.withTotals(totals(user, key, met.first(), buffer));
        UserState now = user.with(key, after);
        changes.unit(key, before, after);
        long to = (before == null ? after : before).first().time() + window(key);
        for (BufferedOutcome outcome : buffer.between(after.first().time(), to)) {
            if (outcome.isLive()) {
                changes.moved(covers(user, outcome), covers(now, outcome));
                restateRow(key, before, after, outcome, changes);
            }
        }
        return now;
    }

    private Totals totals(UserState user, UnitKey key, FirstExposure first, OutcomeBuffer buffer) {
        Totals totals = rules(key).covariates(user.days(), first.time());
        for (BufferedOutcome outcome : buffer.between(first.time(), first.time() + window(key))) {
            if (outcome.isLive()) {
                totals = rules(key).restated(totals, outcome, true);
            }
        }
        return totals;
    }

    private void restateRow(
            UnitKey key, @Nullable UnitState before, UnitState after, BufferedOutcome outcome, Changes changes) {
        FirstExposure had = source(key, before, outcome);
        FirstExposure has = source(key, after, outcome);
        if (had != null || has != null) {
            changes.row(key, had, has, outcome);
        }
    }

    /** The first exposure that makes the outcome's row for this unit; null if there is no such row. */
    private @Nullable FirstExposure source(UnitKey key, @Nullable UnitState unit, BufferedOutcome outcome) {
        return unit != null && unit.covers(outcome.time(), window(key)) ? unit.first() : null;
    }

    /** Decides an outcome or a retraction. */
    public OutcomeDecision onOutcome(UserState user, OutcomeRecord record, OutcomeBuffer buffer) {
        String target = record.retracts() == null ? record.eventId() : record.retracts();
        BufferedOutcome known = buffer.find(record.time(), target);
        if (known == null) {
            return onUnknown(user, record, target);
        }
        if (record.retracts() != null && known.isLive()) {
            return takeBack(user, known, record.offset());
        }
        if (record.retracts() == null && known.fate() == BufferedOutcome.Fate.RETRACTED_BEFORE_IT_CAME) {
            return stillborn(user, known, record.offset());
        }
        return new OutcomeDecision(OutcomeClass.DUPLICATE, user, new Changes());
    }

    private OutcomeDecision onUnknown(UserState user, OutcomeRecord record, String target) {
        Quota quota = user.newOutcomes().at(record.appendMillis());
        if (quota.used() >= caps.newOutcomesPerHour()) {
            return new OutcomeDecision(OutcomeClass.CAPPED, user, new Changes());
        }
        UserState counted = user.withNewOutcomes(quota.plusOne());
        if (record.retracts() != null) {
            Changes changes = new Changes();
            changes.buffer(BufferedOutcome.retracted(
                    record.time(), target, BufferedOutcome.Fate.RETRACTED_BEFORE_IT_CAME, record.offset()));
            return new OutcomeDecision(OutcomeClass.RETRACTION, counted, changes);
        }
        return credit(counted, BufferedOutcome.live(record.time(), target, record.content(), record.offset()));
    }

    private OutcomeDecision credit(UserState user, BufferedOutcome outcome) {
        Changes changes = new Changes();
        changes.buffer(outcome);
        UserState now = restateUnits(user, outcome, true, changes);
        OutcomeClass recordClass = changes.rows().isEmpty() ? OutcomeClass.UNEXPOSED : OutcomeClass.JOINED;
        return new OutcomeDecision(recordClass, now, changes);
    }

    private OutcomeDecision takeBack(UserState user, BufferedOutcome outcome, long offset) {
        Changes changes = new Changes();
        changes.buffer(
                BufferedOutcome.retracted(outcome.time(), outcome.eventId(), BufferedOutcome.Fate.RETRACTED, offset));
        UserState now = restateUnits(user, outcome, false, changes);
        changes.retracted(changes.rows().isEmpty() ? OutcomeClass.UNEXPOSED : OutcomeClass.JOINED);
        return new OutcomeDecision(OutcomeClass.RETRACTION, now, changes);
    }

    private static OutcomeDecision stillborn(UserState user, BufferedOutcome known, long offset) {
        Changes changes = new Changes();
        changes.buffer(
                BufferedOutcome.retracted(known.time(), known.eventId(), BufferedOutcome.Fate.RETRACTED, offset));
        return new OutcomeDecision(OutcomeClass.RETRACTED, user, changes);
    }

    /** Adds the outcome to, or takes it from, every unit whose window or covariate holds it, and the user's days. */
    private UserState restateUnits(UserState user, BufferedOutcome outcome, boolean live, Changes changes) {
        UserState now = user.withDays(restated(user.days(), outcome, live));
        for (var entry : user.units().entrySet()) {
            UnitKey key = entry.getKey();
            UnitState unit = entry.getValue();
            UnitState after = unit.withTotals(restated(key, unit, outcome, live));
            if (unit.covers(outcome.time(), window(key))) {
                changes.row(key, live ? null : unit.first(), live ? unit.first() : null, outcome);
            }
            if (!after.totals().equals(unit.totals())) {
                now = now.with(key, after);
                changes.unit(key, unit, after);
            }
        }
        return now;
    }

    private Totals restated(UnitKey key, UnitState unit, BufferedOutcome outcome, boolean live) {
        return unit.covers(outcome.time(), window(key))
                ? rules(key).restated(unit.totals(), outcome, live)
                : rules(key).restatedCovariates(unit.totals(), unit.first().time(), outcome, live);
    }

    private static DailyTotals restated(DailyTotals days, BufferedOutcome outcome, boolean live) {
        long day = AnalysisWindow.day(outcome.time());
        String event = outcome.content().metric();
        long steps = outcome.steps(ScaledValue.SCALE);
        return live ? days.plus(day, event, steps) : days.minus(day, event, steps);
    }

    private boolean covers(UserState user, BufferedOutcome outcome) {
        return user.covers(outcome.time(), experiment -> rules.apply(experiment).window());
    }

    private ExperimentRules rules(UnitKey key) {
        return rules.apply(key.experiment());
    }

    private long window(UnitKey key) {
        return rules(key).window();
    }
}
