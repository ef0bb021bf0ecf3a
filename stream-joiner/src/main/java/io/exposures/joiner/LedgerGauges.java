package io.exposures.joiner;

import io.exposures.joiner.query.PartitionLedger;
import io.exposures.joiner.query.TopicLedger;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The ledger of all partitions as gauges. Gauges, because a record may move from one class to another. */
final class LedgerGauges {

    private static final double MILLIS_PER_SECOND = 1_000;

    private final MultiGauge records;
    private final MultiGauge consumed;
    private final MultiGauge clocks;
    private final MultiGauge freshness;
    private final MultiGauge ages;

    LedgerGauges(MeterRegistry registry) {
        records = MeterTable.LEDGER_RECORDS.gauges(registry);
        consumed = MeterTable.LEDGER_CONSUMED.gauges(registry);
        clocks = MeterTable.PARTITION_CLOCK.gauges(registry);
        freshness = MeterTable.PARTITION_FRESHNESS.gauges(registry);
        ages = MeterTable.SNAPSHOT_AGE.gauges(registry);
    }

    /** Replaces all values by those of the newest snapshots. */
    void show(Collection<PartitionLedger> ledgers, Instant now) {
        Rows rows = new Rows();
        ledgers.forEach(ledger -> rows.add(ledger, now));
        records.register(rows.records, true);
        consumed.register(rows.consumed, true);
        clocks.register(rows.clocks, true);
        freshness.register(rows.freshness, true);
        ages.register(rows.ages, true);
    }

    /** One scrape's values. */
    private static final class Rows {

        private final List<MultiGauge.Row<Number>> records = new ArrayList<>();
        private final List<MultiGauge.Row<Number>> consumed = new ArrayList<>();
        private final List<MultiGauge.Row<Number>> clocks = new ArrayList<>();
        private final List<MultiGauge.Row<Number>> freshness = new ArrayList<>();
        private final List<MultiGauge.Row<Number>> ages = new ArrayList<>();

        void add(PartitionLedger ledger, Instant now) {
            String partition = Integer.toString(ledger.partition());
            addTopic(partition, "exposures", ledger.exposures());
            addTopic(partition, "outcomes", ledger.outcomes());
            ages.add(MeterTable.SNAPSHOT_AGE.row(seconds(ledger.published(), now), partition));
            Instant clock = ledger.asOf().clock();
            if (clock != null) {
                clocks.add(MeterTable.PARTITION_CLOCK.row(seconds(Instant.EPOCH, clock), partition));
                freshness.add(MeterTable.PARTITION_FRESHNESS.row(seconds(clock, now), partition));
            }
        }

        private void addTopic(String partition, String topic, TopicLedger ledger) {
            consumed.add(MeterTable.LEDGER_CONSUMED.row(ledger.consumed(), partition, topic));
            ledger.classes()
                    .forEach(
                            (name, count) -> records.add(MeterTable.LEDGER_RECORDS.row(count, partition, topic, name)));
        }

        private static double seconds(Instant from, Instant to) {
            return Duration.between(from, to).toMillis() / MILLIS_PER_SECOND;
        }
    }
}
