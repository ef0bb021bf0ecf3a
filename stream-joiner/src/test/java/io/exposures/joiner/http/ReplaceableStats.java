package io.exposures.joiner.http;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.query.ArmStats;
import io.exposures.joiner.query.ExperimentStats;
import io.exposures.joiner.query.LedgerStats;
import io.exposures.joiner.query.StatsQuery;
import io.exposures.joiner.query.UserView;
import io.exposures.records.ExperimentDefinition;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;

/** Answers that change while a page looks at them. */
final class ReplaceableStats implements StatsQuery {

    private final AtomicReference<StatsQuery> current;

    ReplaceableStats(StatsQuery first) {
        current = new AtomicReference<>(first);
    }

    void set(StatsQuery next) {
        current.set(next);
    }

    @Override
    public List<ExperimentStats> experiments() {
        return current.get().experiments();
    }

    @Override
    public List<ExperimentStats> experiments(String name) {
        return current.get().experiments(name);
    }

    @Override
    public Optional<ExperimentDefinition> definition(ExperimentId id) {
        return current.get().definition(id);
    }

    @Override
    public SortedMap<LocalDate, SortedMap<String, ArmStats>> days(ExperimentId id) {
        return current.get().days(id);
    }

    @Override
    public LedgerStats ledger() {
        return current.get().ledger();
    }

    @Override
    public Optional<UserView> user(String userid) {
        return current.get().user(userid);
    }
}
