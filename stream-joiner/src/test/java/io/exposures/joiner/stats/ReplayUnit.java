package io.exposures.joiner.stats;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one unit: its accepted, distinct records in arrival order.
 *
 * @param records exposures, events and retractions
 */
record ReplayUnit(List<JsonNode> records) {
    static final ReplayUnit UNKNOWN = new ReplayUnit(List.of());

    ReplayUnit {
        records = List.copyOf(records);
    }

    /** S1: the copy of a record that is here already. */
    @Nullable
    JsonNode copyOf(JsonNode packet) {
        return records.stream()
                .filter(known -> known.get("t").equals(packet.get("t"))
                        && known.get("id").equals(packet.get("id")))
                .findFirst()
                .orElse(null);
    }

    ReplayUnit with(JsonNode packet) {
        List<JsonNode> all = new ArrayList<>(records);
        all.add(packet);
        return new ReplayUnit(all);
    }

    /** S11. */
    @Nullable
    String firstArm(String experiment) {
        return exposures(experiment)
                .map(exposure -> exposure.get("arm").textValue())
                .findFirst()
                .orElse(null);
    }

    /** S4. */
    boolean isCrossed(String experiment) {
        return exposures(experiment)
                        .map(exposure -> exposure.get("arm"))
                        .distinct()
                        .count()
                > 1;
    }

    /** S3; needs an exposure. */
    long firstExposure(String experiment) {
        return exposures(experiment)
                .mapToLong(exposure -> exposure.get("ts").longValue())
                .min()
                .orElseThrow();
    }

    /** S9: the events that no retraction names. */
    Stream<JsonNode> events(String name) {
        return ofType("v")
                .filter(event -> event.get("event").textValue().equals(name))
                .filter(event -> ofType("r").noneMatch(r -> r.get("id").equals(event.get("id"))));
    }

    private Stream<JsonNode> exposures(String experiment) {
        return ofType("x").filter(exposure -> exposure.get("exp").textValue().equals(experiment));
    }

    private Stream<JsonNode> ofType(String type) {
        return records.stream().filter(packet -> packet.get("t").textValue().equals(type));
    }
}
