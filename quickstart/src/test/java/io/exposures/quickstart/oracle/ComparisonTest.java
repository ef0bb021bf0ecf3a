package io.exposures.quickstart.oracle;

import static io.exposures.testing.ExampleEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.records.ExposedOutcome;
import io.exposures.records.Exposure;
import io.exposures.records.Outcome;
import io.exposures.records.UnitStatus;
import io.exposures.testing.ExampleEvents;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

/** Faults are planted in results that agree; each must be named. */
class ComparisonTest {

    private static final Results RIGHT = results("red", 19.90);

    @Test
    void equalResultsDoNotDiffer() {
        assertThat(Comparison.differences(RIGHT, RIGHT)).isEmpty();
        assertThat(RIGHT.rows()).isNotEmpty();
    }

    @Test
    void aMissingRowIsNamed() {
        Results wrong = withRows(new TreeMap<>());

        assertThat(Comparison.differences(RIGHT, wrong))
                .singleElement()
                .asString()
                .startsWith("joined rows: 1 missing, first " + RIGHT.rows().firstKey());
    }

    @Test
    void anInventedRowIsNamed() {
        SortedMap<String, ExposedOutcome> rows = new TreeMap<>(RIGHT.rows());
        rows.put("[\"eve\"]", rows.get(rows.firstKey()));

        assertThat(Comparison.differences(RIGHT, withRows(rows)))
                .singleElement()
                .asString()
                .startsWith("joined rows: 1 not expected, first [\"eve\"]");
    }

    @Test
    void aRowWithAnotherValueIsNamed() {
        Results wrong = withRows(results("red", 19.91).rows());

        assertThat(Comparison.differences(RIGHT, wrong))
                .singleElement()
                .asString()
                .startsWith("joined rows: 1 different")
                .contains("19.9,", "19.91");
    }

    @Test
    void aStatusWithAnotherArmIsNamed() {
        SortedMap<String, UnitStatus> statuses = results("blue", 19.90).statuses();
        Results wrong = new Results(RIGHT.rows(), statuses, RIGHT.classes(), RIGHT.experiments(), RIGHT.users());

        assertThat(Comparison.differences(RIGHT, wrong))
                .singleElement()
                .asString()
                .startsWith("unit status: 1 different");
    }

    @Test
    void aCountOfTheLedgerIsNamed() {
        SortedMap<String, SortedMap<String, Long>> classes = new TreeMap<>(RIGHT.classes());
        classes.put("outcomes", new TreeMap<>(Map.of("unexposed", 1L)));
        Results wrong = new Results(RIGHT.rows(), RIGHT.statuses(), classes, RIGHT.experiments(), RIGHT.users());

        assertThat(Comparison.differences(RIGHT, wrong))
                .containsExactly(
                        "ledger of outcomes: 1 missing, first joined: expected 1, got nothing",
                        "ledger of outcomes: 1 not expected, first unexposed: expected nothing, got 1");
    }

    @Test
    void aSumThatIsOffByAMillionthIsNamed() {
        Results wrong = withSums(sums -> new Sums(
                sums.units(),
                sums.nonzero(),
                sums.count(),
                sums.sum().add(new BigDecimal("0.000001")),
                sums.sumOfSquares()));

        assertThat(Comparison.differences(RIGHT, wrong))
                .hasSize(2)
                .allSatisfy(difference -> assertThat(difference).startsWith("experiments with crossovers="));
    }

    @Test
    void aUserWithAnotherTotalIsNamedAndUsersThatWereNotAskedForAreNot() {
        SortedMap<String, List<UnitNumbers>> users = new TreeMap<>();
        UnitNumbers ann = RIGHT.users().values().iterator().next().get(0);
        SortedMap<String, Total> totals = new TreeMap<>(Map.of("purchase", new Total(2, BigDecimal.TEN)));
        users.put(
                "ann",
                List.of(new UnitNumbers(
                        ann.experiment(), ann.unit(), ann.arm(), ann.firstExposure(), ann.arms(), totals)));
        Results wrong = new Results(RIGHT.rows(), RIGHT.statuses(), RIGHT.classes(), RIGHT.experiments(), users);

        assertThat(Comparison.differences(RIGHT, wrong))
                .singleElement()
                .asString()
                .startsWith("users: 1 different, first ann");
    }

    private static Results results(String annsColour, double annsValue) {
        Exposure ann = ExampleEvents.exposure("e1", "ann", annsColour, NOON);
        Outcome bought = ExampleEvents.outcome("o1", "ann", "purchase", annsValue, NOON.plusSeconds(60));
        return Oracle.resultsOf(
                new InputLogs(
                        List.of(logged("ann", ann), logged("bob", ExampleEvents.bobExposed())),
                        List.of(logged("ann", bought))),
                new Rules(Duration.ofHours(24), Duration.ofDays(7), 1000, 3600));
    }

    private static Results withRows(SortedMap<String, ExposedOutcome> rows) {
        return new Results(rows, RIGHT.statuses(), RIGHT.classes(), RIGHT.experiments(), RIGHT.users());
    }

    private static Results withSums(UnaryOperator<Sums> change) {
        Map<Crossovers, SortedMap<ExperimentKey, ExperimentNumbers>> changed = new EnumMap<>(Crossovers.class);
        RIGHT.experiments().forEach((crossovers, experiments) -> {
            SortedMap<ExperimentKey, ExperimentNumbers> all = new TreeMap<>(experiments);
            all.replaceAll(
                    (key, numbers) -> new ExperimentNumbers(withSums(numbers.arms(), change), numbers.checksums()));
            changed.put(crossovers, all);
        });
        return new Results(RIGHT.rows(), RIGHT.statuses(), RIGHT.classes(), changed, RIGHT.users());
    }

    private static SortedMap<String, ArmNumbers> withSums(
            SortedMap<String, ArmNumbers> arms, UnaryOperator<Sums> change) {
        SortedMap<String, ArmNumbers> all = new TreeMap<>(arms);
        all.replaceAll((name, arm) -> {
            SortedMap<String, Sums> metrics = new TreeMap<>(arm.metrics());
            metrics.replaceAll((metric, sums) -> change.apply(sums));
            return new ArmNumbers(arm.units(), arm.crossovers(), metrics);
        });
        return all;
    }

    private static <T> Logged<T> logged(String userid, T value) {
        return new Logged<>(
                0, NOON.plusSeconds(3600).toEpochMilli(), Bytes.wrap(userid.getBytes(StandardCharsets.UTF_8)), value);
    }
}
