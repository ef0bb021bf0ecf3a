package io.exposures.joiner.join;

import org.jspecify.annotations.Nullable;

/** What is kept of one partition. Reads see earlier writes; all writes of one record become durable together. */
public interface PartitionState {

    /** The user's state; {@link UserState#EMPTY} when nothing is known. */
    UserState user(String userid);

    /** Replaces the user's state. */
    void putUser(String userid, UserState user);

    /** The user's outcomes within the horizon. */
    OutcomeBuffer buffer(String userid);

    /** Adds or replaces a buffered outcome of the user. */
    void putOutcome(String userid, BufferedOutcome outcome);

    /** Names that metrics are counted under, in the order of the outcomes' log. */
    BoundedNames metrics();

    /** A metric got a name of its own. */
    void metricsChanged();

    /** The numbers of an experiment; null when nothing of it has been accepted. */
    @Nullable
    ExperimentTally knownExperiment(ExperimentId experiment);

    /** How many experiments are known. */
    int experiments();

    /** The numbers of an experiment; none yet for one that is new. */
    ExperimentTally experiment(ExperimentId experiment);

    /** The arm names or checksums of an experiment changed. */
    void experimentChanged(ExperimentId experiment);

    /** The sums of arms of an experiment changed. */
    void sumsChanged(ExperimentId experiment);

    /** Units that are not matured yet. */
    MaturityQueue maturityQueue();

    /** Which units are counted as matured. */
    Matured matured();

    /** Replaces what is counted as matured; the sums have been moved. */
    void setMatured(Matured matured);

    /** The fingerprint of an experiment changed. */
    void fingerprintChanged(ExperimentId experiment);

    /** Records by class. */
    LedgerCounts ledger();
}
