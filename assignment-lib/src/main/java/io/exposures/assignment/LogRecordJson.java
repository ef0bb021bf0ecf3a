package io.exposures.assignment;

import io.exposures.assignment.script.ScriptJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A log record as the JSON object that PlanOut's own logger writes: same names, same order. */
final class LogRecordJson {
    private LogRecordJson() {}

    /** The fields; what is absent is left out. */
    static Map<String, @Nullable Object> fields(LogRecord logRecord) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", logRecord.name());
        fields.put("time", logRecord.time().getEpochSecond());
        fields.put("salt", logRecord.salt());
        fields.put("inputs", logRecord.inputs());
        fields.put("params", logRecord.params());
        fields.put("event", logRecord.event());
        if (!logRecord.extraData().isEmpty()) {
            fields.put("extra_data", logRecord.extraData());
        }
        if (logRecord.checksum() != null) {
            fields.put("checksum", logRecord.checksum());
        }
        return fields;
    }

    static String line(LogRecord logRecord) {
        return ScriptJson.write(fields(logRecord));
    }
}
