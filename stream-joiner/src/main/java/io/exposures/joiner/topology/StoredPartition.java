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
    private final BufferStore buffer;
    private final MaturityStore maturityQueue;
    private final PartitionStore partition;
    private final Set<ExperimentId> unpublished;

    StoredPartition(UserStore users, BufferStore buffer, MaturityStore maturityQueue, PartitionStore partition) {
        this.users = users;
        this.buffer = buffer;
        this.maturityQueue = maturityQueue;
        this.partition = partition;
        this.unpublished = new HashSet<>(partition.experiments().keySet());
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
        return users.get(userid);
    }

    @Override
    public void putUser(String userid, UserState user) {
        users.put(userid, user);
    }

    @Override
    public OutcomeBuffer buffer(String userid) {
        return buffer.of(userid);
    }

    @Override
    public void putOutcome(String userid, BufferedOutcome outcome) {
        buffer.put(userid, outcome);
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
