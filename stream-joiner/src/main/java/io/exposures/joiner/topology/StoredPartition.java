package io.exposures.joiner.topology;

import io.exposures.joiner.join.BoundedNames;
import io.exposures.joiner.join.BufferedOutcome;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.ExperimentTally;
import io.exposures.joiner.join.LedgerCounts;
import io.exposures.joiner.join.Matured;
import io.exposures.joiner.join.MaturityQueue;
import io.exposures.joiner.join.OutcomeBuffer;
import io.exposures.joiner.join.PartitionState;
import io.exposures.joiner.join.UserState;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The state of one partition in its stores, and which experiments changed since they were last published. */
final class StoredPartition implements PartitionState {

    private final UserStore users;
    private final BufferStore spilled;
    private final MaturityStore maturityQueue;
    private final PartitionStore partition;
    private final Set<ExperimentId> unpublished;
    private final int outcomeBytes;
    private long needlessOutcomes = Long.MIN_VALUE;

    /**
     * The state in these stores.
     *
     * @param outcomeBytes how many bytes of outcomes are kept beside a user's state
     */
    StoredPartition(
            UserStore users,
            BufferStore spilled,
            MaturityStore maturityQueue,
            PartitionStore partition,
            int outcomeBytes) {
        this.users = users;
        this.spilled = spilled;
        this.maturityQueue = maturityQueue;
        this.partition = partition;
        this.outcomeBytes = outcomeBytes;
        this.unpublished = new HashSet<>(partition.experiments().keySet());
    }

    /** Outcomes before this event time, microseconds, may go: no accepted record can need them any more. */
    void letGoOutcomesBefore(long time) {
        needlessOutcomes = time;
    }

    /** Whether any experiment changed since the last were taken. */
    boolean hasUnpublished() {
        return !unpublished.isEmpty();
    }

    /** Experiments that changed since this was last asked; all of them after a start. */
    Set<ExperimentId> takeUnpublished() {
        Set<ExperimentId> taken = Set.copyOf(unpublished);
        unpublished.clear();
        return taken;
    }

    @Override
    public UserState user(String userid) {
        return users.get(userid).state();
    }

    @Override
    public void putUser(String userid, UserState user) {
        users.put(userid, users.get(userid).with(user));
    }

    @Override
    public OutcomeBuffer buffer(String userid) {
        return outcomes(userid);
    }

    @Override
    public void putOutcome(String userid, BufferedOutcome outcome) {
        users.put(userid, outcomes(userid).with(outcome, needlessOutcomes));
    }

    private UserOutcomes outcomes(String userid) {
        return new UserOutcomes(userid, users.get(userid), spilled, outcomeBytes);
    }

    @Override
    public BoundedNames metrics() {
        return partition.metrics();
    }

    @Override
    public void metricsChanged() {
        partition.saveMetrics();
    }

    @Override
    public @Nullable ExperimentTally knownExperiment(ExperimentId experiment) {
        return partition.experiments().get(experiment);
    }

    @Override
    public int experiments() {
        return partition.experiments().size();
    }

    @Override
    public ExperimentTally experiment(ExperimentId experiment) {
        return partition.experiment(experiment);
    }

    @Override
    public void experimentChanged(ExperimentId experiment) {
        partition.saveExperiment(experiment);
        unpublished.add(experiment);
    }

    @Override
    public void sumsChanged(ExperimentId experiment) {
        partition.saveSums(experiment);
        unpublished.add(experiment);
    }

    @Override
    public MaturityQueue maturityQueue() {
        return maturityQueue;
    }

    @Override
    public Matured matured() {
        return partition.matured();
    }

    @Override
    public void setMatured(Matured matured) {
        partition.save(matured);
    }

    @Override
    public void fingerprintChanged(ExperimentId experiment) {
        partition.saveFingerprint(experiment);
        unpublished.add(experiment);
    }

    @Override
    public LedgerCounts ledger() {
        return partition.progress().counts();
    }
}
