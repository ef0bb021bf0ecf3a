package io.exposures.joiner.topology;

import io.exposures.joiner.join.Acceptance;
import io.exposures.joiner.join.Caps;
import io.exposures.joiner.join.Definitions;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntFunction;

/**
 * What the join depends on.
 *
 * @param exposuresTopic name of the exposures topic
 * @param outcomesTopic name of the outcomes topic
 * @param partitions partitions of either of them
 * @param cut which records are read
 * @param skipped is told of offsets that were not handed over
 * @param horizon how late a record may be
 * @param definitions by partition, what new experiments are bound to
 * @param caps what one user may bring
 * @param lookbackDays days that the longest covariate looks back
 * @param snapshotInterval how often changed snapshots are published, and how often eviction walks on
 * @param writesHeartbeats whether heartbeats are written to an idle side
 * @param heartbeatInterval how long a side is idle before it gets one
 */
record JoinSettings(
        String exposuresTopic,
        String outcomesTopic,
        int partitions,
        Cut cut,
        SkippedOffsets skipped,
        Duration horizon,
        IntFunction<Definitions> definitions,
        Caps caps,
        int lookbackDays,
        Duration snapshotInterval,
        boolean writesHeartbeats,
        Duration heartbeatInterval) {

    /** Why a valid record of this class was not accepted, as a sentence for people. */
    String explain(Enum<?> recordClass, Instant time) {
        return switch (recordClass.name()) {
            case "LATE" ->
                "event time " + time + " is more than " + horizon
                        + " before the append time, or before the experiment's start";
            case "FUTURE" ->
                "event time " + time + " is more than " + Acceptance.TOLERATED_LEAD + " after the append time";
            case "CAPPED" ->
                "the user brought more than " + caps.newUnitsPerHour() + " new units or " + caps.newOutcomesPerHour()
                        + " new outcomes in an hour or holds " + caps.unitsPerUser()
                        + " units, or the experiment would be more than number " + caps.experiments()
                        + " of its partition";
            default -> "a record of class " + recordClass.name() + " is not accepted";
        };
    }
}
