package io.exposures.joiner.join;

import io.exposures.joiner.stats.Transform;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Adds up a whole log at once, each unit by itself and in decimal numbers. Shares no arithmetic with the join. */
final class SumOracle {

    private static final long DAY = 86_400_000_000L;

    private final Collection<List<LoggedRecord>> units;
    private final Collection<LoggedRecord> live;
    private final Function<ExperimentId, BoundDefinition> definitions;
    private final long finality;
    private final Map<String, BigDecimal> sums = new TreeMap<>();

    SumOracle(
            Collection<List<LoggedRecord>> units,
            Collection<LoggedRecord> live,
            Function<ExperimentId, BoundDefinition> definitions,
            long finality) {
        this.units = units;
        this.live = live;
        this.definitions = definitions;
        this.finality = finality;
    }

    void sumInto(Result result) {
        units.forEach(this::addUnit);
        sums.forEach(result::putSum);
    }

    private void addUnit(List<LoggedRecord> exposures) {
        LoggedRecord first = NaiveOracle.first(exposures);
        BoundDefinition definition = definitions.apply(first.experiment());
        boolean crossed = exposures.stream().anyMatch(e -> !e.arm().equals(first.arm()));
        boolean matured = first.time() + definition.window() <= finality;
        String arm = first.experiment() + first.arm();
        LoggedRecord arrival = exposures.get(0);
        add(first.experiment() + arrival.arm() + " arrivals " + epoch(definition, arrival.time()), 1);
        add(arm + " units", 1);
        add(arm + " crossovers", crossed ? 1 : 0);
        String slice = arm + Result.slice(epoch(definition, first.time()), matured, crossed);
        add(slice, 1);
        String day = arm + " day " + Math.floorDiv(first.time(), DAY) + (crossed ? " crossover " : " clean ");
        add(day, 1);
        metrics(definition).forEach((name, metric) -> {
            addMetric(slice + name, first, definition.window(), metric);
            BigDecimal y = value(first, definition.window(), metric);
            add(day + name + " y", y);
            add(day + name + " yy", y.pow(2));
        });
    }

    private BigDecimal value(LoggedRecord first, long window, BoundMetric metric) {
        List<LoggedRecord> counted = outcomes(first, metric.event(), after(first, window));
        return capped(fitted(value(counted, metric, metric.scale()), metric.scale()), metric);
    }

    private static int epoch(BoundDefinition definition, long time) {
        return (int) definition.measures().epochs().stream()
                .filter(start -> start <= time)
                .count();
    }

    private Map<String, BoundMetric> metrics(BoundDefinition definition) {
        Map<String, BoundMetric> metrics = new LinkedHashMap<>();
        definition.measures().metrics().forEach(metric -> metrics.put(metric.name(), metric));
        if (metrics.isEmpty()) {
            new TreeSet<>(live.stream().map(LoggedRecord::event).toList())
                    .forEach(event -> metrics.put(
                            event,
                            BoundMetric.ofEvent(event, definition.measures().lookback())));
        }
        return metrics;
    }

    private void addMetric(String name, LoggedRecord first, long window, BoundMetric metric) {
        List<LoggedRecord> counted = outcomes(first, metric.event(), after(first, window));
        BigDecimal total = value(counted, metric, metric.scale());
        BigDecimal fitting = fitted(total, metric.scale());
        BigDecimal y = capped(fitting, metric);
        BigDecimal x = second(first, window, metric);
        add(name + " holders", counted.isEmpty() ? 0 : 1);
        add(name + " outcomes", counted.size());
        add(name + " nonzero", y.signum() == 0 ? 0 : 1);
        add(name + " capped", y.compareTo(total) == 0 ? 0 : 1);
        add(name + " y", y);
        add(name + " yy", y.pow(2));
        add(name + " yyy", y.pow(3));
        add(name + " x", x);
        add(name + " xx", x.pow(2));
        add(name + " xy", x.multiply(y));
    }

    private BigDecimal second(LoggedRecord first, long window, BoundMetric metric) {
        if (metric.denominator() != null) {
            List<LoggedRecord> divisors = outcomes(first, metric.denominator(), after(first, window));
            return fitted(sum(divisors, metric.scale()), metric.scale());
        }
        long day = Math.floorDiv(first.time(), DAY);
        List<LoggedRecord> earlier = outcomes(first, metric.event(), o -> {
            long age = day - Math.floorDiv(o.time(), DAY);
            return age >= 1 && age <= metric.lookback();
        });
        BigDecimal total = value(earlier, metric, 6).setScale(metric.scale(), RoundingMode.HALF_EVEN);
        return capped(fitted(total, metric.scale()), metric);
    }

    private static Predicate<LoggedRecord> after(LoggedRecord first, long window) {
        return o -> o.time() >= first.time() && o.time() < first.time() + window;
    }

    private List<LoggedRecord> outcomes(LoggedRecord of, String event, Predicate<LoggedRecord> when) {
        return live.stream()
                .filter(o -> o.userid().equals(of.userid()) && o.event().equals(event) && when.test(o))
                .toList();
    }

    private static BigDecimal value(List<LoggedRecord> outcomes, BoundMetric metric, int scale) {
        return switch (metric.rule().transform()) {
            case SUM -> sum(outcomes, scale);
            case COUNT -> BigDecimal.valueOf(outcomes.size());
            case BINARY -> BigDecimal.valueOf(outcomes.isEmpty() ? 0 : 1);
        };
    }

    private static BigDecimal sum(List<LoggedRecord> outcomes, int scale) {
        BigDecimal sum = BigDecimal.ZERO;
        for (LoggedRecord o : outcomes) {
            sum = sum.add(fitted(new BigDecimal(o.value()).setScale(scale, RoundingMode.HALF_EVEN), scale));
        }
        return sum;
    }

    /** The nearest number of this scale that has 63 bits. */
    private static BigDecimal fitted(BigDecimal value, int scale) {
        BigDecimal greatest = new BigDecimal(BigInteger.valueOf(Long.MAX_VALUE), scale);
        return value.min(greatest).max(greatest.negate());
    }

    private static BigDecimal capped(BigDecimal value, BoundMetric metric) {
        if (metric.rule().transform() == Transform.BINARY) {
            return value;
        }
        BigDecimal low = cap(metric.rule().capLow(), metric.scale());
        BigDecimal high = cap(metric.rule().capHigh(), metric.scale());
        BigDecimal atMost = high == null ? value : value.min(high);
        return low == null ? atMost : atMost.max(low);
    }

    private static @Nullable BigDecimal cap(@Nullable Long steps, int scale) {
        return steps == null ? null : BigDecimal.valueOf(steps, scale);
    }

    private void add(String name, long count) {
        add(name, BigDecimal.valueOf(count));
    }

    private void add(String name, BigDecimal value) {
        sums.merge(name, value, BigDecimal::add);
    }
}
