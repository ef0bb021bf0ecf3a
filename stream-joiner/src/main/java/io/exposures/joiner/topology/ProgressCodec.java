package io.exposures.joiner.topology;

import io.exposures.joiner.join.ExposureClass;
import io.exposures.joiner.join.LedgerCounts;
import io.exposures.joiner.join.OutcomeClass;
import io.exposures.joiner.join.PartitionClock;
import java.util.EnumMap;
import java.util.Map;

/** The stored form of a partition's progress. */
final class ProgressCodec {

    private static final int VERSION = 1;

    private ProgressCodec() {}

    static byte[] encode(Progress progress) {
        LedgerCounts counts = progress.counts();
        StateWriter out = new StateWriter()
                .number(VERSION)
                .number(progress.nextExposure())
                .number(progress.nextOutcome())
                .number(progress.clock().newestExposure())
                .number(progress.clock().newestOutcome())
                .number(counts.exposuresConsumed())
                .number(counts.outcomesConsumed());
        encode(out, counts.exposures());
        encode(out, counts.outcomes());
        return out.toBytes();
    }

    static Progress decode(byte[] bytes) {
        StateReader in = new StateReader(bytes).version(VERSION, "progress");
        long nextExposure = in.number();
        long nextOutcome = in.number();
        PartitionClock clock = new PartitionClock(in.number(), in.number());
        LedgerCounts counts = new LedgerCounts(
                in.number(), in.number(), decode(in, ExposureClass.class), decode(in, OutcomeClass.class));
        return new Progress(nextExposure, nextOutcome, clock, counts);
    }

    private static void encode(StateWriter out, Map<? extends Enum<?>, Long> counts) {
        out.number(counts.size());
        counts.forEach((recordClass, count) -> out.text(recordClass.name()).number(count));
    }

    private static <E extends Enum<E>> Map<E, Long> decode(StateReader in, Class<E> type) {
        Map<E, Long> counts = new EnumMap<>(type);
        int size = in.size();
        for (int i = 0; i < size; i++) {
            counts.put(Enum.valueOf(type, in.text()), in.number());
        }
        return counts;
    }
}
