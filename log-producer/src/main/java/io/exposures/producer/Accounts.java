package io.exposures.producer;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts every record of one kind that was handed in, and what became of it. */
final class Accounts {

    private final LongAdder handedIn = new LongAdder();
    private final LongAdder suppressed = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final Map<DropReason, LongAdder> dropped = new ConcurrentHashMap<>();

    void handedIn() {
        handedIn.increment();
    }

    void suppressed() {
        suppressed.increment();
    }

    void delivered(long records) {
        delivered.add(records);
    }

    void dropped(DropReason reason, long records) {
        LongAdder counter = dropped.get(reason);
        if (counter == null) {
            counter = dropped.computeIfAbsent(reason, any -> new LongAdder());
        }
        counter.add(records);
    }

    Map<DropReason, Long> dropped() {
        Map<DropReason, Long> sums = new TreeMap<>();
        dropped.forEach((reason, count) -> sums.put(reason, count.sum()));
        return sums;
    }

    RecordCounts counts(long recovered, long waiting) {
        return new RecordCounts(handedIn.sum(), recovered, suppressed.sum(), delivered.sum(), dropped(), waiting);
    }
}
