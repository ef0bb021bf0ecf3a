package io.exposures.joiner.join;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Records of one partition by class. Every record consumed is counted once; its class may move. Not thread-safe. */
public final class LedgerCounts {

    private final Map<ExposureClass, Long> exposures = new EnumMap<>(ExposureClass.class);
    private final Map<OutcomeClass, Long> outcomes = new EnumMap<>(OutcomeClass.class);
    private long exposuresConsumed;
    private long outcomesConsumed;

    /** Nothing consumed. */
    public LedgerCounts() {}

    /** Counts that were stored. */
    public LedgerCounts(
            long exposuresConsumed,
            long outcomesConsumed,
            Map<ExposureClass, Long> exposures,
            Map<OutcomeClass, Long> outcomes) {
        this.exposuresConsumed = exposuresConsumed;
        this.outcomesConsumed = outcomesConsumed;
        this.exposures.putAll(exposures);
        this.outcomes.putAll(outcomes);
    }

    /** Counts a record of the exposures topic. */
    public void exposure(ExposureClass recordClass) {
        exposuresConsumed++;
        exposures.merge(recordClass, 1L, Long::sum);
    }

    /** Counts a record of the outcomes topic. */
    public void outcome(OutcomeClass recordClass) {
        outcomesConsumed++;
        outcomes.merge(recordClass, 1L, Long::sum);
    }

    /** Moves earlier outcomes between classes as {@code changes} says. */
    public void move(Changes changes) {
        move(OutcomeClass.JOINED, OutcomeClass.UNEXPOSED, changes.joinedToUnexposed());
        move(OutcomeClass.UNEXPOSED, OutcomeClass.JOINED, changes.unexposedToJoined());
        OutcomeClass from = changes.retractedFrom();
        if (from != null) {
            move(from, OutcomeClass.RETRACTED, 1);
        }
    }

    private void move(OutcomeClass from, OutcomeClass to, long records) {
        if (records != 0) {
            outcomes.merge(from, -records, Long::sum);
            outcomes.merge(to, records, Long::sum);
        }
    }

    /** Records of the exposures topic by class. */
    public Map<ExposureClass, Long> exposures() {
        return Collections.unmodifiableMap(exposures);
    }

    /** Records of the outcomes topic by class. */
    public Map<OutcomeClass, Long> outcomes() {
        return Collections.unmodifiableMap(outcomes);
    }

    /** Records consumed from the exposures topic. */
    public long exposuresConsumed() {
        return exposuresConsumed;
    }

    /** Records consumed from the outcomes topic. */
    public long outcomesConsumed() {
        return outcomesConsumed;
    }
}
