package io.exposures.joiner.topology;

import io.exposures.joiner.join.LedgerCounts;
import io.exposures.joiner.join.PartitionClock;

/**
 * How far a partition has come.
 *
 * @param nextExposure next offset of the exposures topic
 * @param nextOutcome next offset of the outcomes topic
 * @param clock the partition's clock
 * @param counts records by class; changed in place
 */
record Progress(long nextExposure, long nextOutcome, PartitionClock clock, LedgerCounts counts) {

    static Progress start() {
        return new Progress(0, 0, PartitionClock.START, new LedgerCounts());
    }

    Progress afterExposure(long offset, long appendMillis) {
        return new Progress(offset + 1, nextOutcome, clock.exposureAt(appendMillis), counts);
    }

    Progress afterOutcome(long offset, long appendMillis) {
        return new Progress(nextExposure, offset + 1, clock.outcomeAt(appendMillis), counts);
    }
}
