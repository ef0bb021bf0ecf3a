package io.exposures.joiner.join;

import org.jspecify.annotations.Nullable;

/**
 * The join of one partition: judges each record, lets {@link Join} decide, and carries out the decision on the state,
 * the sums, the ledger and the output.
 */
public final class PartitionJoin {

    private final Acceptance acceptance;
    private final Definitions definitions;
    private final Join join;
    private final Caps caps;
    private final PartitionState state;
    private final JoinOutput output;
    private final ContentHasher hasher = new ContentHasher();

    /**
     * A join over this state.
     *
     * @param acceptance which event times are accepted
     * @param definitions what new experiments are bound to
     * @param caps what one user may bring
     * @param state what is kept
     * @param output takes what changes
     */
    public PartitionJoin(
            Acceptance acceptance, Definitions definitions, Caps caps, PartitionState state, JoinOutput output) {
        this.acceptance = acceptance;
        this.definitions = definitions;
        this.join = new Join(experiment -> state.experiment(experiment).rules(), caps);
        this.caps = caps;
        this.state = state;
        this.output = output;
    }

    /** The definition that decides this experiment's rows: the bound one, or what it would be bound to now. */
    public BoundDefinition definition(ExperimentId experiment) {
        ExperimentTally known = state.knownExperiment(experiment);
        BoundDefinition bound = known == null ? null : known.definition();
        return bound == null ? definitions.newest(experiment) : bound;
    }

    /**
     * Takes a valid exposure; its class is counted by the caller.
     *
     * @param userid whose it is
     * @param record the exposure
     * @param checksum of the experiment's code; null when there is none
     */
    public ExposureClass onExposure(String userid, ExposureRecord record, @Nullable String checksum) {
        return switch (acceptance.judge(record.exposure().time(), record.appendMillis())) {
            case LATE -> ExposureClass.LATE;
            case FUTURE -> ExposureClass.FUTURE;
            case ACCEPTED -> inTime(userid, record, checksum);
        };
    }

    private ExposureClass inTime(String userid, ExposureRecord record, @Nullable String checksum) {
        return switch (record.definition().judge(record.exposure().time())) {
            case LATE -> ExposureClass.LATE;
            case FUTURE -> ExposureClass.FUTURE;
            case ACCEPTED -> accepted(userid, record, checksum);
        };
    }

    private ExposureClass accepted(String userid, ExposureRecord record, @Nullable String checksum) {
        ExperimentId experiment = record.unit().experiment();
        if (state.knownExperiment(experiment) == null && state.experiments() >= caps.experiments()) {
            return ExposureClass.CAPPED;
        }
        if (state.experiment(experiment).bind(record.definition())) {
            // Even if this very exposure is capped: what is known must not depend on a restart.
            state.experimentChanged(experiment);
        }
        UserState user = state.user(userid);
        if (user.unit(record.unit()) == null && holdsAllUnits(user, record.appendMillis())) {
            return ExposureClass.CAPPED;
        }
        ExposureDecision decision = join.onExposure(user, record, state.buffer(userid));
        if (decision.recordClass() != ExposureClass.CAPPED) {
            state.experiment(experiment).exposed(record.exposure().arm(), checksum);
            state.experimentChanged(experiment);
            apply(userid, user, decision.user(), decision.changes());
        }
        return decision.recordClass();
    }

    /**
     * Whether the user may hold no more units. Units of experiments that are over by the record's own append time do not
     * count, so that it makes no difference whether they have been dropped already.
     */
    private boolean holdsAllUnits(UserState user, long appendMillis) {
        if (user.units().size() < caps.unitsPerUser()) {
            return false;
        }
        long finality = (appendMillis - acceptance.horizon().toMillis()) * 1000;
        long held = user.units().keySet().stream()
                .filter(key -> !state.experiment(key.experiment()).isOverBy(finality))
                .count();
        return held >= caps.unitsPerUser();
    }

    /**
     * Takes a valid outcome or retraction; its class is counted by the caller.
     *
     * @param userid whose it is
     * @param record the outcome or retraction
     */
    public OutcomeClass onOutcome(String userid, OutcomeRecord record) {
        return switch (acceptance.judge(record.time(), record.appendMillis())) {
            case LATE -> OutcomeClass.LATE;
            case FUTURE -> OutcomeClass.FUTURE;
            case ACCEPTED -> accepted(userid, record);
        };
    }

    private OutcomeClass accepted(String userid, OutcomeRecord record) {
        UserState user = state.user(userid);
        OutcomeDecision decision = join.onOutcome(user, record, state.buffer(userid));
        if (decision.changes().storesLiveOutcome()
                && state.metrics().note(record.content().metric())) {
            state.metricsChanged();
        }
        apply(userid, user, decision.user(), decision.changes());
        return decision.recordClass();
    }

    /** What did not change is the same object. */
    @SuppressWarnings("ReferenceEquality")
    private void apply(String userid, UserState before, UserState after, Changes changes) {
        if (after != before) {
            state.putUser(userid, after);
        }
        if (changes.buffered() != null) {
            state.putOutcome(userid, changes.buffered());
        }
        state.ledger().move(changes);
        changes.units().forEach(change -> apply(userid, change));
        changes.rows().forEach(row -> apply(userid, row));
    }

    private void apply(String userid, Changes.Row row) {
        ExperimentTally tally = state.experiment(row.key().experiment());
        Fingerprint changed = tally.fingerprint();
        if (row.before() != null) {
            changed = changed.minusRow(hasher.row(userid, row.key(), row.before(), row.outcome()));
        }
        if (row.after() != null) {
            changed = changed.plusRow(hasher.row(userid, row.key(), row.after(), row.outcome()));
        }
        restore(row.key().experiment(), tally, changed);
        output.row(userid, row);
    }

    private void restore(ExperimentId experiment, ExperimentTally tally, Fingerprint changed) {
        tally.restore(changed);
        state.fingerprintChanged(experiment);
    }

    private void apply(String userid, Changes.UnitChange change) {
        ExperimentId experiment = change.key().experiment();
        ExperimentTally tally = state.experiment(experiment);
        WindowEnd before =
                change.before() == null ? null : WindowEnd.of(userid, change.key(), change.before(), tally.rules());
        WindowEnd after = WindowEnd.of(userid, change.key(), change.after(), tally.rules());
        tally.apply(change.before(), change.after(), isMatured(before), isMatured(after));
        state.sumsChanged(experiment);
        requeue(before, after);
        if (change.changesStatus()) {
            restore(experiment, tally, restated(userid, change, tally.fingerprint()));
            output.unitStatus(userid, change.key(), change.after());
        }
    }

    private boolean isMatured(@Nullable WindowEnd end) {
        return end != null && state.matured().includes(end);
    }

    private void requeue(@Nullable WindowEnd before, WindowEnd after) {
        if (after.equals(before)) {
            return;
        }
        if (!isMatured(after)) {
            state.maturityQueue().add(after);
        }
    }

    private Fingerprint restated(String userid, Changes.UnitChange change, Fingerprint fingerprint) {
        UnitState before = change.before();
        Fingerprint without =
                before == null ? fingerprint : fingerprint.minusUnit(hasher.unit(userid, change.key(), before));
        return without.plusUnit(hasher.unit(userid, change.key(), change.after()));
    }
}
