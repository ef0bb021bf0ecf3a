package io.exposures.quickstart.oracle;

import io.exposures.records.Exposure;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The exposures topic: which class each record is in, and the units that the accepted ones make. */
final class ExposureLog {

    private record UnitKey(String userid, ExperimentKey experiment, String unit) {}

    private final Rules rules;
    private final HourlyQuota quota;
    private final Map<UnitKey, Unit> units = new LinkedHashMap<>();
    private final SortedMap<String, Long> classes = new TreeMap<>();

    ExposureLog(Rules rules) {
        this.rules = rules;
        this.quota = new HourlyQuota(rules.unitsPerHour());
    }

    void read(Logged<Exposure> logged) {
        classes.merge(classOf(logged), 1L, Long::sum);
    }

    private String classOf(Logged<Exposure> logged) {
        if (logged.heartbeat()) {
            return "heartbeat";
        }
        Exposure exposure = logged.value();
        if (exposure == null || !logged.isKeyedBy(exposure.getUserid())) {
            return "undecodable";
        }
        String refusal = rules.refusal(Unit.micros(exposure.getTime()), logged.appendMillis());
        if (!refusal.isEmpty()) {
            return refusal;
        }
        UnitKey key = new UnitKey(
                exposure.getUserid(), new ExperimentKey(exposure.getName(), exposure.getSalt()), exposure.getUnit());
        boolean isNew = !units.containsKey(key);
        if (isNew && !quota.take(exposure.getUserid(), logged.appendMillis())) {
            return "capped";
        }
        units.computeIfAbsent(key, k -> new Unit()).met(exposure);
        return isNew ? "first" : "repeat";
    }

    Collection<Unit> units() {
        return units.values();
    }

    SortedMap<String, Long> classes() {
        return classes;
    }
}
