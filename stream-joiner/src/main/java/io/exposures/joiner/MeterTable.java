package io.exposures.joiner;

import java.util.List;

/**
 * The table of the joiner's own metrics: name, unit, tags and meaning. Those of the JVM and of Kafka Streams keep the
 * names that Micrometer gives them. Prometheus shows dots as underscores and appends the unit.
 *
 * <p>Metrics of partitions describe the whole pipeline, whichever instance they are read from: take the maximum over
 * instances, not the sum.
 */
final class MeterTable {

    static final DeclaredMeter HTTP_REQUESTS = new DeclaredMeter(
            "exposures.joiner.http.requests",
            "seconds",
            List.of("method", "route", "status"),
            "Time to answer a request.");

    static final DeclaredMeter LEDGER_RECORDS = new DeclaredMeter(
            "exposures.joiner.ledger.records",
            "records",
            List.of("partition", "topic", "class"),
            "Input records in each class of the ledger; a record may move between classes.");

    static final DeclaredMeter LEDGER_CONSUMED = new DeclaredMeter(
            "exposures.joiner.ledger.consumed",
            "records",
            List.of("partition", "topic"),
            "Input records consumed; equals the sum over the classes.");

    static final DeclaredMeter LOST_TO_RETENTION = new DeclaredMeter(
            "exposures.joiner.lost.to.retention",
            "records",
            List.of("topic"),
            "Offsets that the topic's retention deleted before this instance had read them.");

    static final DeclaredMeter STORE_OPERATIONS = new DeclaredMeter(
            "exposures.joiner.store.operations",
            "operations",
            List.of("store", "kind"),
            "Operations of the state stores below what is kept in memory.");

    static final DeclaredMeter PARTITION_CLOCK = new DeclaredMeter(
            "exposures.joiner.partition.clock",
            "seconds",
            List.of("partition"),
            "Clock of the partition, since 1970: both inputs have been read up to this append time.");

    static final DeclaredMeter PARTITION_FRESHNESS = new DeclaredMeter(
            "exposures.joiner.partition.freshness",
            "seconds",
            List.of("partition"),
            "Time since the clock of the partition; grows while nothing arrives.");

    static final DeclaredMeter SNAPSHOT_AGE = new DeclaredMeter(
            "exposures.joiner.snapshot.age",
            "seconds",
            List.of("partition"),
            "Time since the newest snapshot of the partition was written.");

    static final DeclaredMeter SNAPSHOTS_READ = new DeclaredMeter(
            "exposures.joiner.snapshots.read", "records", List.of(), "Snapshots read, those of all partitions.");

    static final DeclaredMeter SNAPSHOTS_SKIPPED = new DeclaredMeter(
            "exposures.joiner.snapshots.skipped",
            "records",
            List.of(),
            "Snapshots that could not be decoded; after one of them answers may lag.");

    static final DeclaredMeter SNAPSHOTS_CAUGHT_UP = new DeclaredMeter(
            "exposures.joiner.snapshots.caught.up",
            "",
            List.of(),
            "1 once all snapshots that existed at the start have been read, else 0.");

    static final DeclaredMeter READY = new DeclaredMeter(
            "exposures.joiner.ready", "", List.of(), "1 while this instance may be sent requests, else 0.");

    static final DeclaredMeter DEGRADED = new DeclaredMeter(
            "exposures.joiner.degraded",
            "",
            List.of(),
            "1 when the stream was stopped for good because topics are not those that the state was made from.");

    static final DeclaredMeter INPUT_LAG = new DeclaredMeter(
            "exposures.joiner.input.lag",
            "records",
            List.of("partition"),
            "Records of both inputs that are not committed yet, for the partitions that this instance holds.");

    static final DeclaredMeter STANDBY_LAG = new DeclaredMeter(
            "exposures.joiner.standby.lag",
            "records",
            List.of("partition"),
            "Changelog records that the standby copies on this instance have not read.");

    static final DeclaredMeter STATE_DAMAGED = new DeclaredMeter(
            "exposures.joiner.state.damaged",
            "directories",
            List.of(),
            "State directories of tasks that were found damaged, set aside or thrown away, and restored.");

    static final DeclaredMeter STATE_RESTORED = new DeclaredMeter(
            "exposures.joiner.state.restored",
            "records",
            List.of("store"),
            "Changelog records that were read to restore state. The store partition lives in memory and is always"
                    + " restored; the others are when a start does not find them on disk.");

    static final DeclaredMeter PEER_REQUESTS = new DeclaredMeter(
            "exposures.joiner.peer.requests",
            "requests",
            List.of("result"),
            "Questions about users that were passed on: answered, not_ready, unreachable, no_room.");

    private MeterTable() {}
}
