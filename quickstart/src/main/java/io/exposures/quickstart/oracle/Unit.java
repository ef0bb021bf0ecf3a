package io.exposures.quickstart.oracle;

import io.exposures.records.ExposedOutcome;
import io.exposures.records.Exposure;
import io.exposures.records.Outcome;
import io.exposures.records.UnitStatus;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** One unit of one experiment: its accepted exposures, and the outcomes that are credited to the first of them. */
final class Unit {

    private static final int LISTED_ARMS = 8;

    private final List<Exposure> exposures = new ArrayList<>();
    private final List<Outcome> credited = new ArrayList<>();

    void met(Exposure exposure) {
        exposures.add(exposure);
    }

    void credit(List<Outcome> outcomes, Rules rules) {
        long first = micros(first().getTime());
        for (Outcome outcome : outcomes) {
            if (rules.credits(first, micros(outcome.getTime()))) {
                credited.add(outcome);
            }
        }
    }

    List<Exposure> exposures() {
        return exposures;
    }

    Exposure first() {
        return exposures.stream()
                .min(Comparator.comparing(Exposure::getTime)
                        .thenComparing(Arms::of)
                        .thenComparing(Exposure::getExposureId))
                .orElseThrow();
    }

    ExperimentKey experiment() {
        return new ExperimentKey(first().getName(), first().getSalt());
    }

    String arm() {
        return Arms.of(first());
    }

    boolean isCrossover() {
        return arms().size() > 1;
    }

    private SortedSet<String> arms() {
        SortedSet<String> arms = new TreeSet<>();
        exposures.forEach(exposure -> arms.add(Arms.of(exposure)));
        return arms;
    }

    List<Outcome> credited() {
        return credited;
    }

    /** Exact totals by metric. */
    SortedMap<String, Total> totals() {
        SortedMap<String, Total> totals = new TreeMap<>();
        credited.forEach(outcome -> totals.merge(outcome.getEvent(), new Total(1, millionths(outcome)), Total::plus));
        return totals;
    }

    private static BigDecimal millionths(Outcome outcome) {
        return new BigDecimal(value(outcome)).setScale(6, RoundingMode.HALF_EVEN);
    }

    private static double value(Outcome outcome) {
        Double value = outcome.getValue();
        return value == null ? 1 : value;
    }

    UnitStatus status() {
        Exposure first = first();
        List<String> arms = List.copyOf(arms());
        return new UnitStatus(
                first.getUserid(),
                first.getName(),
                first.getSalt(),
                first.getUnit(),
                arm(),
                first.getParams(),
                first.getTime(),
                first.getExposureId(),
                arms.subList(0, Math.min(LISTED_ARMS, arms.size())),
                arms.size() > LISTED_ARMS,
                arms.size() > 1);
    }

    ExposedOutcome row(Outcome outcome) {
        Exposure first = first();
        return new ExposedOutcome(
                first.getUserid(),
                first.getName(),
                first.getSalt(),
                first.getUnit(),
                arm(),
                first.getParams(),
                first.getTime(),
                outcome.getEventId(),
                outcome.getTime(),
                outcome.getEvent(),
                value(outcome),
                outcome.getExtraData());
    }

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
