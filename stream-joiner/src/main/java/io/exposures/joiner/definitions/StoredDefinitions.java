package io.exposures.joiner.definitions;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.records.ExperimentDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** The experiments topic as it was read once, from its beginning to its end. */
public final class StoredDefinitions {

    private final SortedMap<ExperimentId, ExperimentDefinition> newest = new TreeMap<>();
    private final Map<ExperimentId, Integer> greatestVersions = new HashMap<>();
    private final List<String> unreadable = new ArrayList<>();

    StoredDefinitions() {}

    /** Takes the next record of the topic. */
    void apply(ConsumerRecord<byte[], byte[]> record, Deserializer<ExperimentDefinition> values) {
        try {
            put(DefinitionReader.experiment(record.key()), values.deserialize(record.topic(), record.value()));
        } catch (RetriableException e) {
            throw e;
        } catch (RuntimeException e) {
            unreadable.add(record.topic() + " offset " + record.offset() + ": " + e.getMessage());
        }
    }

    void put(ExperimentId experiment, @Nullable ExperimentDefinition definition) {
        if (definition == null) {
            newest.remove(experiment);
        } else {
            newest.put(experiment, definition);
            greatestVersions.merge(experiment, definition.getVersion(), Math::max);
        }
    }

    /** The newest definition; empty when there is none. */
    public Optional<ExperimentDefinition> find(ExperimentId experiment) {
        return Optional.ofNullable(newest.get(experiment));
    }

    /** The newest definitions of all experiments. */
    public SortedMap<ExperimentId, ExperimentDefinition> all() {
        return new TreeMap<>(newest);
    }

    /** The names that are defined. */
    public Set<String> names() {
        return newest.keySet().stream().map(ExperimentId::name).collect(Collectors.toSet());
    }

    /** The salts that are defined for a name. */
    public List<String> salts(String name) {
        return newest.keySet().stream()
                .filter(id -> id.name().equals(name))
                .map(ExperimentId::salt)
                .toList();
    }

    /** The definition as the version after all that the topic still knows, those that were deleted included. */
    public ExperimentDefinition numbered(ExperimentDefinition definition) {
        ExperimentId experiment = new ExperimentId(definition.getName(), definition.getSalt());
        int next = Math.addExact(greatestVersions.getOrDefault(experiment, 0), 1);
        return ExperimentDefinition.newBuilder(definition).setVersion(next).build();
    }

    /** Records that could not be used, with their offsets and the reasons. */
    public List<String> unreadable() {
        return List.copyOf(unreadable);
    }
}
