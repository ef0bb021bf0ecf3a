package io.exposures.joiner.query;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a recount found.
 *
 * @param partitions by partition that was counted
 * @param elsewhere partitions that other instances hold
 */
public record RecountReport(SortedMap<Integer, Part> partitions, SortedSet<Integer> elsewhere) {

    public RecountReport {
        partitions = Collections.unmodifiableSortedMap(new TreeMap<>(partitions));
        elsewhere = Collections.unmodifiableSortedSet(new TreeSet<>(elsewhere));
    }

    /**
     * One partition.
     *
     * @param exposures next offset of the exposures topic at the moment that was counted
     * @param outcomes next offset of the outcomes topic at that moment
     * @param users users that were counted
     * @param unitsDropped whether the experiment is over and its units are gone, so that nothing could be compared
     * @param differences what is kept otherwise than counted; empty when all is right
     */
    public record Part(long exposures, long outcomes, long users, boolean unitsDropped, List<String> differences) {

        public Part {
            differences = List.copyOf(differences);
        }
    }

    /** Whether all that was counted is as it is kept. */
    public boolean isConsistent() {
        return partitions.values().stream().allMatch(part -> part.differences().isEmpty());
    }
}
