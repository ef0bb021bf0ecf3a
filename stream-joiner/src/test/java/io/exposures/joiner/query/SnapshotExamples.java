package io.exposures.joiner.query;

import io.exposures.records.ArmSummary;
import io.exposures.records.AsOf;
import io.exposures.records.Ledger;
import io.exposures.records.LossReport;
import io.exposures.records.MetricSummary;
import io.exposures.records.MetricSums;
import io.exposures.records.PartitionLedger;
import io.exposures.records.Source;
import io.exposures.records.Summary;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Well-known records of the summaries and ledger topics. */
final class SnapshotExamples {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private SnapshotExamples() {}

    /** One arm, with so many units and twice that as the sum of purchases. */
    static Summary summary(int partition, long units) {
        return summary(partition, units, Long.toString(2 * units));
    }

    static Summary summary(int partition, long units, String sum) {
        MetricSums clean = new MetricSums(units, units, units, sum, "0");
        MetricSums none = new MetricSums(0L, 0L, 0L, "0", "0");
        MetricSummary purchases = new MetricSummary("purchase", clean, none, List.of());
        ArmSummary arm = new ArmSummary("{\"colour\":\"red\"}", units, 0L, List.of(purchases), List.of(), List.of());
        String hash = String.format("%032x", units);
        return new Summary(
                "button", "v1", partition, 1, asOf(units), List.of(arm), null, null, units, hash, hash, null, Map.of());
    }

    static String summaryKey(int partition) {
        return "[\"button\",\"v1\"," + partition + "]";
    }

    static Ledger ledger(int partition, long consumed) {
        return new Ledger(
                new PartitionLedger(
                        partition, asOf(consumed), consumed, 0L, Map.of("first", consumed), Map.of(), List.of()),
                null);
    }

    static String ledgerKey(int partition) {
        return "[\"partition\"," + partition + "]";
    }

    static Ledger loss(String id, long count) {
        io.exposures.records.Loss loss =
                new io.exposures.records.Loss("exposure", "buffer_full", "button", count, NOON, NOON);
        return new Ledger(null, new LossReport(id, new Source("log-producer/0.1.0", "shop-1"), List.of(loss)));
    }

    static String lossKey(String id) {
        return "[\"loss\",\"shop-1\",\"" + id + "\"]";
    }

    private static AsOf asOf(long offset) {
        return new AsOf(offset, offset, NOON, NOON.minusSeconds(86_460));
    }
}
