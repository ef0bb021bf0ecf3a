package io.exposures.joiner.http;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.query.ArmStats;
import io.exposures.joiner.query.ExperimentStats;
import io.exposures.joiner.query.LedgerStats;
import io.exposures.joiner.query.Replica;
import io.exposures.joiner.query.StatsQuery;
import io.exposures.joiner.query.UserView;
import io.exposures.records.ExperimentDefinition;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Answers that change while a page looks at them. */
final class ReplaceableStats implements StatsQuery {

    private volatile StatsQuery current;

    ReplaceableStats(StatsQuery first) {
        current = first;
    }

    void set(StatsQuery next) {
        current = next;
    }

    @Override
    public List<ExperimentStats> experiments() {
        return current.experiments();
    }

    @Override
    public List<ExperimentStats> experiments(String name) {
        return current.experiments(name);
    }

    @Override
    public Optional<ExperimentDefinition> definition(ExperimentId id) {
        return current.definition(id);
    }

    @Override
    public SortedMap<LocalDate, SortedMap<String, ArmStats>> days(ExperimentId id) {
        return current.days(id);
    }

    @Override
    public LedgerStats ledger() {
        return current.ledger();
    }

    @Override
    public Optional<UserView> user(String userid, Replica replica) {
        return current.user(userid, replica);
    }
}
