package io.exposures.joiner.join;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Looks at a whole log at once and says what must come out. Shares no code with the join. */
public final class NaiveOracle {

    private static final long LEAD = 300_000_000L;
    private static final long HORIZON = 86_400_000_000L;

    private final Result result = Result.empty();
    private final Map<String, List<LoggedRecord>> exposuresByUnit = new LinkedHashMap<>();
    private final Map<String, LoggedRecord> live = new LinkedHashMap<>();
    private final Function<ExperimentId, BoundDefinition> definitions;

    private NaiveOracle(Function<ExperimentId, BoundDefinition> definitions) {
        this.definitions = definitions;
    }

    public static Result of(
            List<LoggedRecord> exposures,
            List<LoggedRecord> outcomes,
            Caps caps,
            Function<ExperimentId, BoundDefinition> definitions) {
        NaiveOracle oracle = new NaiveOracle(definitions);
        oracle.readExposures(exposures, caps);
        oracle.readOutcomes(outcomes, caps.newOutcomesPerHour());
        oracle.joinAll();
        new SumOracle(oracle.exposuresByUnit.values(), oracle.live.values(), definitions, finality(exposures, outcomes))
                .sumInto(oracle.result);
        return oracle.result;
    }

    private void count(String recordClass) {
        result.classes().merge(recordClass, 1L, Long::sum);
    }

    private static String refusal(LoggedRecord e) {
        return e.time() - e.append() * 1000 > LEAD ? "FUTURE" : e.append() * 1000 - e.time() > HORIZON ? "LATE" : "";
    }

    /** Whether the user has used up the hour; a log whose append time steps back stays in the later hour. */
    private static boolean capped(Map<String, long[]> quotas, LoggedRecord e, int limit) {
        long[] quota = quotas.computeIfAbsent(e.userid(), u -> new long[] {Long.MIN_VALUE, 0});
        long hour = Math.floorDiv(e.append(), 3_600_000L);
        if (hour > quota[0]) {
            quota[0] = hour;
            quota[1] = 0;
        }
        return quota[1]++ >= limit;
    }

    private void readExposures(List<LoggedRecord> log, Caps caps) {
        Map<String, long[]> quotas = new HashMap<>();
        Set<ExperimentId> experiments = new HashSet<>();
        for (LoggedRecord e : log) {
            String unit = e.userid() + "|" + e.unit();
            BoundDefinition definition = definitions.apply(e.experiment());
            String refused = refusal(e);
            if (!refused.isEmpty()) {
                count("x" + refused);
            } else if (e.time() < definition.start()) {
                count("xLATE");
            } else if (e.time() >= definition.end()) {
                count("xFUTURE");
            } else if (!experiments.contains(e.experiment()) && experiments.size() == caps.experiments()) {
                count("xCAPPED");
            } else if (exposuresByUnit.containsKey(unit)) {
                exposuresByUnit.get(unit).add(e);
                count("xREPEAT");
            } else if (held(e) >= caps.unitsPerUser() || capped(quotas, e, caps.newUnitsPerHour())) {
                experiments.add(e.experiment());
                count("xCAPPED");
            } else {
                experiments.add(e.experiment());
                exposuresByUnit.put(unit, new ArrayList<>(List.of(e)));
                count("xFIRST");
            }
        }
    }

    /** Units of the user whose experiments are not over when the record is appended. */
    private long held(LoggedRecord e) {
        return exposuresByUnit.values().stream()
                .map(exposures -> exposures.get(0))
                .filter(first -> first.userid().equals(e.userid()))
                .map(first -> definitions.apply(first.experiment()))
                .filter(x -> x.end() == Long.MAX_VALUE || x.end() + x.window() > e.append() * 1000 - HORIZON)
                .count();
    }

    private void readOutcomes(List<LoggedRecord> log, int limit) {
        Map<String, long[]> quotas = new HashMap<>();
        Map<String, String> fates = new HashMap<>();
        for (LoggedRecord e : log) {
            boolean takesBack = e.retracts() != null;
            String identity = e.userid() + "|" + e.time() + "|" + (takesBack ? e.retracts() : e.id());
            String fate = fates.get(identity);
            String refused = refusal(e);
            if (!refused.isEmpty()) {
                count("o" + refused);
            } else if (fate == null && capped(quotas, e, limit)) {
                count("oCAPPED");
            } else if (fate == null) {
                fates.put(identity, takesBack ? "awaited" : "live");
                if (takesBack) {
                    count("oRETRACTION");
                } else {
                    live.put(identity, e);
                }
            } else if (fate.equals("live") && takesBack) {
                fates.put(identity, "gone");
                live.remove(identity);
                count("oRETRACTION");
                count("oRETRACTED");
            } else if (fate.equals("awaited") && !takesBack) {
                fates.put(identity, "gone");
                count("oRETRACTED");
            } else {
                count("oDUPLICATE");
            }
        }
    }

    /** Microseconds; nothing is final before both logs have a record. */
    private static long finality(List<LoggedRecord> exposures, List<LoggedRecord> outcomes) {
        if (exposures.isEmpty() || outcomes.isEmpty()) {
            return Long.MIN_VALUE;
        }
        long clock = Math.min(
                exposures.stream().mapToLong(LoggedRecord::append).max().orElseThrow(),
                outcomes.stream().mapToLong(LoggedRecord::append).max().orElseThrow());
        return (clock - 60_000) * 1000 - HORIZON;
    }

    static LoggedRecord first(List<LoggedRecord> exposures) {
        LoggedRecord least = exposures.get(0);
        for (LoggedRecord e : exposures) {
            int byTime = Long.compare(e.time(), least.time());
            int byArm = byTime != 0 ? byTime : e.arm().compareTo(least.arm());
            if ((byArm != 0 ? byArm : e.id().compareTo(least.id())) < 0) {
                least = e;
            }
        }
        return least;
    }

    private List<LoggedRecord> outcomesOf(LoggedRecord first) {
        long end = first.time() + definitions.apply(first.experiment()).window();
        return live.values().stream()
                .filter(o -> o.userid().equals(first.userid()) && o.time() >= first.time() && o.time() < end)
                .toList();
    }

    private void joinAll() {
        TreeSet<String> joined = new TreeSet<>();
        exposuresByUnit.forEach((unit, exposures) -> {
            LoggedRecord first = first(exposures);
            TreeSet<String> arms =
                    new TreeSet<>(exposures.stream().map(LoggedRecord::arm).toList());
            result.statuses().put(unit, first.time() + first.arm() + first.id() + arms);
            for (LoggedRecord o : outcomesOf(first)) {
                joined.add(o.userid() + o.time() + "|" + o.id());
                result.rows()
                        .put(unit + "|" + o.id() + "|" + o.time(), first.time() + first.arm() + o.event() + o.value());
            }
        });
        live.values()
                .forEach(o -> count(joined.contains(o.userid() + o.time() + "|" + o.id()) ? "oJOINED" : "oUNEXPOSED"));
    }
}
