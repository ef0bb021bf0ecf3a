package io.exposures.joiner.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The producers' loss reports: exact totals over all of them, and the newest in full. Older ones are folded into the
 * totals, so memory stays bounded however long producers keep losing.
 */
final class LossReports {

    /** A report sent twice is recognised as long as it is among this many newest ones. */
    private static final int KEPT = 1_000;

    private final Map<String, LossReport> newest = new LinkedHashMap<>();
    private final Map<LossReport.Kind, LossReport.Loss> folded = new HashMap<>();

    synchronized void put(LossReport report) {
        newest.put(report.id(), report);
        if (newest.size() > KEPT) {
            Iterator<LossReport> oldest = newest.values().iterator();
            add(oldest.next().losses(), folded);
            oldest.remove();
        }
    }

    /** All reports ever seen, added up by kind, reason and experiment. */
    synchronized List<LossReport.Loss> totals() {
        Map<LossReport.Kind, LossReport.Loss> totals = new HashMap<>(folded);
        newest.values().forEach(report -> add(report.losses(), totals));
        return List.copyOf(totals.values());
    }

    /** The newest reports, newest last. */
    synchronized List<LossReport> newest() {
        return new ArrayList<>(newest.values());
    }

    private static void add(Collection<LossReport.Loss> losses, Map<LossReport.Kind, LossReport.Loss> totals) {
        losses.forEach(loss -> totals.merge(loss.what(), loss, LossReport.Loss::plus));
    }
}
