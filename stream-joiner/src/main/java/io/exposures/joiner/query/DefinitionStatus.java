package io.exposures.joiner.query;

import io.exposures.joiner.join.ExperimentId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The definition of one experiment: the newest, and what partitions are bound to.
 *
 * @param id the experiment
 * @param newest the newest definition; null when there is none
 * @param bound by partition, the version that is bound there; 0 for none
 * @param waiting what waits for a rebuild, by bound version; empty when nothing does
 * @param boundFields names of the fields that are bound, so that a change of them waits for a rebuild
 * @param missing partitions of which nothing is known
 */
public record DefinitionStatus(
        ExperimentId id,
        @Nullable Newest newest,
        SortedMap<Integer, Integer> bound,
        List<Waiting> waiting,
        List<String> boundFields,
        SortedSet<Integer> missing) {

    public DefinitionStatus {
        bound = Collections.unmodifiableSortedMap(new TreeMap<>(bound));
        waiting = List.copyOf(waiting);
        boundFields = List.copyOf(boundFields);
        missing = Collections.unmodifiableSortedSet(new TreeSet<>(missing));
    }

    /**
     * The newest definition.
     *
     * @param version its version
     * @param document its fields by the names of the YAML form
     */
    public record Newest(int version, Map<String, Object> document) {}

    /**
     * What is different from what partitions are bound to in what a rebuild would bind.
     *
     * @param version the version that is bound; 0 for none
     * @param partitions where
     * @param changes the fields
     */
    public record Waiting(int version, List<Integer> partitions, List<Change> changes) {

        public Waiting {
            partitions = List.copyOf(partitions);
            changes = List.copyOf(changes);
        }
    }

    /**
     * A field that differs.
     *
     * @param field its name
     * @param bound the value that is bound; null for none
     * @param newest the value after a rebuild; null for none
     */
    public record Change(
            String field, @Nullable String bound, @Nullable String newest) {}
}
