package io.exposures.joiner.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.exposures.joiner.join.ExperimentId;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.OptionalInt;

/** The JSON arrays that are the keys of the summaries and ledger topics; needed where a tombstone has only its key. */
final class SnapshotKey {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SnapshotKey() {}

    /** Forgets what the key {@code [experiment, salt, partition]}, or the same with a day, stands for. */
    static void removeSummary(String key, Snapshots snapshots) {
        JsonNode parts = parse(key);
        require((parts.size() == 3 || parts.size() == 4) && parts.path(2).isInt(), key);
        ExperimentId id = new ExperimentId(parts.path(0).asText(), parts.path(1).asText());
        if (parts.size() == 3) {
            snapshots.removeSummary(id, parts.path(2).asInt());
        } else {
            snapshots.removeDay(id, parts.path(2).asInt(), day(parts.path(3).asText(), key));
        }
    }

    private static LocalDate day(String text, String key) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a key of this topic: " + key, e);
        }
    }

    /** The partition that the key {@code ["partition", partition]} names; empty for the key of a loss report. */
    static OptionalInt ledgerPartition(String key) {
        JsonNode parts = parse(key);
        if (parts.path(0).asText().equals("loss")) {
            return OptionalInt.empty();
        }
        require(parts.size() == 2 && parts.path(1).isInt(), key);
        return OptionalInt.of(parts.path(1).asInt());
    }

    private static JsonNode parse(String key) {
        try {
            return MAPPER.readTree(key);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("expected a JSON array as key, got: " + key, e);
        }
    }

    private static void require(boolean expected, String key) {
        if (!expected) {
            throw new IllegalArgumentException("not a key of this topic: " + key);
        }
    }
}
