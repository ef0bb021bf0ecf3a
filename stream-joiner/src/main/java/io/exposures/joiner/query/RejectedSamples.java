package io.exposures.joiner.query;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The newest rejected records of each reason, so that a flood of one reason does not hide the others. Thread-safe. */
public final class RejectedSamples {

    /** Samples that are kept of one reason. */
    static final int PER_REASON = 50;

    private static final int REASONS = 64;

    private final SortedMap<String, Deque<RejectedSample>> byReason = new TreeMap<>();

    synchronized void put(RejectedSample sample) {
        if (byReason.size() >= REASONS && !byReason.containsKey(sample.reason())) {
            return;
        }
        Deque<RejectedSample> newest = byReason.computeIfAbsent(sample.reason(), reason -> new ArrayDeque<>());
        newest.addFirst(sample);
        if (newest.size() > PER_REASON) {
            newest.removeLast();
        }
    }

    /**
     * Samples by reason, newest first.
     *
     * @param reason only of this reason; null for all
     * @param key only with this key, whole; null for all
     */
    public synchronized List<RejectedSample> find(@Nullable String reason, @Nullable String key) {
        List<RejectedSample> found = new ArrayList<>();
        byReason.forEach((name, samples) -> samples.stream()
                .filter(sample -> reason == null || sample.reason().equals(reason))
                .filter(sample -> key == null || key.equals(sample.key()))
                .forEach(found::add));
        return found;
    }
}
