package io.exposures.quickstart.oracle;

import io.exposures.records.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The outcomes topic: which records count, and the class of those that do not. */
final class OutcomeLog {

    private static final double GREATEST_VALUE = 1e12;

    /** What makes two records the same outcome; a retraction has the identity of the outcome that it takes back. */
    private record Identity(String userid, String eventId, Instant time) {}

    private final Rules rules;
    private final HourlyQuota quota;
    private final Set<Identity> known = new HashSet<>();
    private final Set<Identity> retractedInAdvance = new HashSet<>();
    private final Map<Identity, Outcome> live = new LinkedHashMap<>();
    private final SortedMap<String, Long> classes = new TreeMap<>();

    OutcomeLog(Rules rules) {
        this.rules = rules;
        this.quota = new HourlyQuota(rules.outcomesPerHour());
    }

    void read(Logged<Outcome> logged) {
        if (logged.heartbeat()) {
            count("heartbeat");
            return;
        }
        Outcome outcome = logged.value();
        if (outcome == null || !logged.isKeyedBy(outcome.getUserid()) || !hasValidValue(outcome)) {
            count("undecodable");
            return;
        }
        String refusal = rules.refusal(Unit.micros(outcome.getTime()), logged.appendMillis());
        if (!refusal.isEmpty()) {
            count(refusal);
            return;
        }
        String target = outcome.getRetracts() == null ? outcome.getEventId() : outcome.getRetracts();
        Identity identity = new Identity(outcome.getUserid(), target, outcome.getTime());
        if (!known.contains(identity) && !quota.take(outcome.getUserid(), logged.appendMillis())) {
            count("capped");
        } else if (outcome.getRetracts() == null) {
            readOutcome(identity, outcome);
        } else {
            readRetraction(identity);
        }
    }

    private void readOutcome(Identity identity, Outcome outcome) {
        if (known.add(identity)) {
            live.put(identity, outcome);
        } else {
            count(retractedInAdvance.remove(identity) ? "retracted" : "duplicate");
        }
    }

    private void readRetraction(Identity identity) {
        if (known.add(identity)) {
            retractedInAdvance.add(identity);
            count("retraction");
        } else if (live.remove(identity) != null) {
            count("retracted");
            count("retraction");
        } else {
            count("duplicate");
        }
    }

    /** Counts the outcomes that count as joined or unexposed, now that it is known which are credited. */
    void settle(Set<Outcome> credited) {
        live.values().forEach(outcome -> count(credited.contains(outcome) ? "joined" : "unexposed"));
    }

    private static boolean hasValidValue(Outcome outcome) {
        Double value = outcome.getValue();
        return value == null || Math.abs(value) <= GREATEST_VALUE;
    }

    private void count(String recordClass) {
        classes.merge(recordClass, 1L, Long::sum);
    }

    /** The outcomes that count, by userid. */
    Map<String, List<Outcome>> byUser() {
        Map<String, List<Outcome>> byUser = new LinkedHashMap<>();
        live.values()
                .forEach(outcome -> byUser.computeIfAbsent(outcome.getUserid(), u -> new ArrayList<>())
                        .add(outcome));
        return byUser;
    }

    SortedMap<String, Long> classes() {
        return classes;
    }
}
