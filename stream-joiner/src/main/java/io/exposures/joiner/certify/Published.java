package io.exposures.joiner.certify;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.records.AsOf;
import io.exposures.records.PartitionLedger;
import io.exposures.records.Summary;
import java.util.Map;
import java.util.TreeMap;

/**
 * What has been published of one partition at one point of the log.
 *
 * @param ledger its ledger
 * @param summaries its experiments at the ledger's offsets
 */
record Published(PartitionLedger ledger, Map<ExperimentId, Summary> summaries) {

    Published {
        summaries = new TreeMap<>(summaries);
    }

    AsOf asOf() {
        return ledger.getAsOf();
    }

    /** Records consumed up to that point. */
    long consumed() {
        return ledger.getExposuresConsumed() + ledger.getOutcomesConsumed();
    }

    /** Whether everything below {@code earlier} is also below {@code later}. */
    static boolean isWithin(AsOf earlier, AsOf later) {
        return earlier.getExposures() <= later.getExposures() && earlier.getOutcomes() <= later.getOutcomes();
    }
}
