package io.exposures.quickstart.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.exposures.records.ExposedOutcome;
import io.exposures.records.UnitStatus;
import java.io.UncheckedIOException;
import java.util.List;

/** The keys that messages of the output topics must have. */
final class Keys {

    private static final JsonMapper JSON = new JsonMapper();

    private Keys() {}

    static String of(ExposedOutcome row) {
        return array(
                row.getUserid(),
                row.getExperiment(),
                row.getSalt(),
                row.getUnit(),
                row.getEventId(),
                Unit.micros(row.getTime()));
    }

    static String of(UnitStatus status) {
        return array(status.getUserid(), status.getExperiment(), status.getSalt(), status.getUnit());
    }

    private static String array(Object... parts) {
        try {
            return JSON.writeValueAsString(List.of(parts));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
