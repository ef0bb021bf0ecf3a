package io.exposures.joiner.query;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.records.ExperimentDefinition;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Everything that can be asked of the joiner. Each answer says which point of the log it describes; each method throws
 * {@link NotReadyException} rather than give an answer that is knowingly incomplete.
 */
public interface StatsQuery extends UserQuery {

    /** All experiments, by name and salt. */
    List<ExperimentStats> experiments();

    /**
     * The experiments of one name, one for each salt; empty when the name is unknown.
     *
     * @param name name of the experiment
     */
    List<ExperimentStats> experiments(String name);

    /**
     * The newest definition of an experiment; empty when there is none.
     *
     * @param id the experiment
     */
    Optional<ExperimentDefinition> definition(ExperimentId id);

    /**
     * Units by the UTC day of their first exposure and by arm, with simple sums.
     *
     * @param id the experiment
     */
    SortedMap<LocalDate, SortedMap<String, ArmStats>> days(ExperimentId id);

    /** The account of all records. */
    LedgerStats ledger();
}
