package io.exposures.quickstart.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.assignment.LogRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrafficTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private static final List<Delivery> TRAFFIC = traffic(7, 2000);

    @Test
    void theSameSeedGivesTheSameTraffic() {
        assertThat(traffic(7, 5)).isEqualTo(traffic(7, 5)).isNotEqualTo(traffic(8, 5));
    }

    @Test
    void itComesInTheOrderOfArrival() {
        List<Instant> arrivals = TRAFFIC.stream().map(Delivery::arrival).toList();

        assertThat(arrivals.equals(arrivals.stream().sorted().toList())).isTrue();
    }

    @Test
    void everyExperimentIsExposedAndTheOneForGermanyOnlyThere() {
        assertThat(exposures()).extracting(LogRecord::name).contains("RatingGoals", "PriceTest", "GermanCheckout");
        assertThat(exposures())
                .filteredOn(logged -> logged.name().equals("GermanCheckout"))
                .allSatisfy(logged -> assertThat(logged.inputs()).containsEntry("country", "DE"));
    }

    @Test
    void theDroppedPriceIsNeverLogged() {
        assertThat(exposures())
                .filteredOn(logged -> logged.name().equals("PriceTest"))
                .extracting(logged -> logged.params().get("price"))
                .containsOnly(0.5, 0.75);
    }

    @Test
    void unitsAreExposedAgainAndSomeToAnotherArm() {
        Set<Object> units = new HashSet<>();
        Set<Object> unitsWithArms = new HashSet<>();
        exposures().forEach(logged -> {
            Object unit = List.of(logged.name(), logged.inputs().getOrDefault("userid", ""));
            units.add(unit);
            unitsWithArms.add(List.of(unit, logged.params()));
        });

        assertThat(units.size()).isLessThan(exposures().size());
        assertThat(unitsWithArms.size()).isGreaterThan(units.size());
    }

    @Test
    void someOutcomesAreSentAgainWithIdAndTime() {
        List<Delivery.OfShop> outcomes = of(Delivery.OfShop.class);

        assertThat(outcomes.stream().map(Delivery.OfShop::event).distinct().count())
                .isLessThan(outcomes.size());
    }

    @Test
    void someOutcomesComeBeforeTheExposureAndSomeOvertakeIt() {
        Map<Object, List<Delivery.OfExperiment>> exposures = of(Delivery.OfExperiment.class).stream()
                .collect(Collectors.groupingBy(
                        exposure -> exposure.logged().inputs().getOrDefault("userid", "")));
        long before = 0;
        long overtaking = 0;
        for (Delivery.OfShop outcome : of(Delivery.OfShop.class)) {
            Instant time = Objects.requireNonNull(outcome.event().time());
            for (Delivery.OfExperiment exposure : exposures.getOrDefault(outcome.userid(), List.of())) {
                boolean comesBefore = time.isBefore(exposure.logged().time());
                boolean arrivesBefore = outcome.arrival().isBefore(exposure.arrival());
                before += comesBefore ? 1 : 0;
                overtaking += !comesBefore && arrivesBefore ? 1 : 0;
            }
        }

        assertThat(before).isPositive();
        assertThat(overtaking).isPositive();
    }

    @Test
    void someClocksAreWrongByMoreThanIsAccepted() {
        List<Duration> leads = of(Delivery.OfExperiment.class).stream()
                .map(exposure ->
                        Duration.between(exposure.arrival(), exposure.logged().time()))
                .sorted()
                .toList();

        assertThat(leads.get(0)).isLessThan(Duration.ofDays(-1));
        assertThat(leads.get(leads.size() - 1)).isGreaterThan(Duration.ofMinutes(5));
    }

    @Test
    void somePurchasesAreTakenBackByIdAndTime() {
        Set<Object> outcomes = new HashSet<>();
        of(Delivery.OfShop.class)
                .forEach(outcome -> outcomes.add(List.of(
                        outcome.userid(),
                        named(outcome.event().id()),
                        named(outcome.event().time()))));
        List<Delivery.Refund> refunds = of(Delivery.Refund.class);

        assertThat(refunds).isNotEmpty();
        assertThat(refunds.stream()
                        .filter(refund -> !outcomes.contains(
                                List.of(refund.userid(), named(refund.eventId()), named(refund.time())))))
                .isEmpty();
    }

    private static String named(@Nullable Object value) {
        return String.valueOf(value);
    }

    private static List<LogRecord> exposures() {
        return of(Delivery.OfExperiment.class).stream()
                .map(Delivery.OfExperiment::logged)
                .filter(LogRecord::isExposure)
                .toList();
    }

    private static <T extends Delivery> List<T> of(Class<T> type) {
        return TRAFFIC.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static List<Delivery> traffic(long seed, long users) {
        List<Delivery> all = new ArrayList<>();
        new Traffic(seed, users, 20, START).forEachRemaining(all::add);
        return all;
    }
}
