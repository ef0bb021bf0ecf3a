package io.exposures.producer;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts every record of one kind that was handed in, and what became of it. */
final class Accounts {

    private final LongAdder handedIn = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final Map<DropReason, LongAdder> dropped = new ConcurrentHashMap<>();

    void handedIn() {
        handedIn.increment();
    }

    void delivered(long records) {
        delivered.add(records);
    }

    void dropped(DropReason reason) {
        dropped.computeIfAbsent(reason, any -> new LongAdder()).increment();
    }

    long dropped(DropReason... reasons) {
        Map<DropReason, Long> sums = droppedByReason();
        long sum = 0;
        for (DropReason reason : reasons) {
            sum += sums.getOrDefault(reason, 0L);
        }
        return sum;
    }

    RecordCounts counts(long waiting) {
        return new RecordCounts(handedIn.sum(), delivered.sum(), droppedByReason(), waiting);
    }

    private Map<DropReason, Long> droppedByReason() {
        Map<DropReason, Long> sums = new TreeMap<>();
        dropped.forEach((reason, count) -> sums.put(reason, count.sum()));
        return sums;
    }
}
