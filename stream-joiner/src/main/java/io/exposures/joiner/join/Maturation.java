package io.exposures.joiner.join;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Moves units whose windows have become final from the open to the matured sums, a bounded number at a time. What is
 * counted as matured in the end depends on the clock alone, not on how often or in what portions this is called.
 */
public final class Maturation {

    private final PartitionState state;
    private final Duration horizon;
    private final int limit;

    /**
     * Maturing of one partition.
     *
     * @param state what is kept of it
     * @param horizon how late a record may be
     * @param limit how many units are moved at a time
     */
    public Maturation(PartitionState state, Duration horizon, int limit) {
        this.state = state;
        this.horizon = horizon;
        this.limit = limit;
    }

    /** Moves on, up to finality at most; true if there is more to be done. */
    public boolean advance(PartitionClock clock) {
        OptionalLong finality = clock.finalBefore(horizon);
        if (finality.isEmpty()) {
            return false;
        }
        long to = finality.getAsLong() * 1000;
        Matured from = state.matured();
        if (to < from.time()) {
            return false;
        }
        List<WindowEnd> ends = state.maturityQueue().next(from, to, limit);
        mature(ends);
        boolean complete = ends.size() < limit;
        Matured matured = complete ? Matured.before(to + 1) : Matured.upTo(ends.get(limit - 1));
        state.setMatured(matured);
        state.maturityQueue().forget(matured);
        return !complete;
    }

    private void mature(List<WindowEnd> ends) {
        Set<ExperimentId> touched = new LinkedHashSet<>();
        for (WindowEnd end : ends) {
            UnitState unit = state.user(end.userid()).unit(end.unit());
            ExperimentId experiment = end.unit().experiment();
            if (unit != null && end.isOf(unit, state.experiment(experiment).rules())) {
                state.experiment(experiment).apply(unit, unit, false, true);
                touched.add(experiment);
            }
        }
        touched.forEach(state::sumsChanged);
    }
}
