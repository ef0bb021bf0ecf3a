package io.exposures.quickstart.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.assignment.LogRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrafficTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private static final List<Delivery> TRAFFIC = traffic(7, 2000);

    @Test
    void theSameSeedGivesTheSameTraffic() {
        assertThat(traffic(7, 50)).isEqualTo(traffic(7, 50)).isNotEqualTo(traffic(8, 50));
    }

    @Test
    void itComesInTheOrderOfArrival() {
        assertThat(TRAFFIC).isSortedAccordingTo(Comparator.comparing(Delivery::arrival));
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
    void someExposuresArriveAfterAnOutcomeThatTheyComeBefore() {
        Set<String> waiting = new HashSet<>();
        long overtaken = 0;
        List<Delivery.OfExperiment> exposures = of(Delivery.OfExperiment.class);
        for (Delivery.OfShop outcome : of(Delivery.OfShop.class)) {
            overtaken += exposures.stream()
                    .filter(exposure -> exposure.arrival().isAfter(outcome.arrival()))
                    .filter(exposure ->
                            outcome.userid().equals(exposure.logged().inputs().get("userid")))
                    .filter(exposure -> exposure.logged().time().isBefore(START.plus(Duration.ofDays(1))))
                    .limit(1)
                    .count();
            waiting.add(outcome.userid());
        }

        assertThat(overtaken).isPositive();
        assertThat(waiting).isNotEmpty();
    }

    @Test
    void someClocksAreWrongByMoreThanIsAccepted() {
        assertThat(exposures()).anySatisfy(logged -> assertThat(logged.time()).isBefore(START.minus(Duration.ofDays(1))));
        assertThat(TRAFFIC)
                .anySatisfy(delivery -> assertThat(delivery)
                        .isInstanceOfSatisfying(Delivery.OfExperiment.class, exposure -> assertThat(
                                        exposure.logged().time())
                                .isAfter(exposure.arrival().plus(Duration.ofHours(1)))));
    }

    @Test
    void somePurchasesAreTakenBackByIdAndTime() {
        List<Delivery.Refund> refunds = of(Delivery.Refund.class);

        assertThat(refunds).isNotEmpty().allSatisfy(refund -> assertThat(of(Delivery.OfShop.class))
                .anySatisfy(outcome -> {
                    assertThat(outcome.event().id()).isEqualTo(refund.eventId());
                    assertThat(outcome.event().time()).isEqualTo(refund.time());
                }));
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
