package io.exposures.joiner.query;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The records consumed from one input topic, by class.
 *
 * @param consumed records consumed
 * @param classes records by class; they add up to {@code consumed}
 */
public record TopicLedger(long consumed, SortedMap<String, Long> classes) {

    /** Nothing consumed. */
    public static final TopicLedger NONE = new TopicLedger(0, new TreeMap<>());

    public TopicLedger {
        classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
    }

    /** The records of both. */
    public TopicLedger plus(TopicLedger other) {
        SortedMap<String, Long> sum = new TreeMap<>(classes);
        other.classes.forEach((name, count) -> sum.merge(name, count, Math::addExact));
        return new TopicLedger(Math.addExact(consumed, other.consumed), sum);
    }

    /** Whether every consumed record is in exactly one class. */
    public boolean balanced() {
        return classes.values().stream().mapToLong(Long::longValue).sum() == consumed;
    }
}
