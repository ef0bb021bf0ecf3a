package io.exposures.joiner.certify;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.records.ArmSummary;
import io.exposures.records.MetricCell;
import io.exposures.records.MetricSummary;
import io.exposures.records.MetricSums;
import io.exposures.records.UnitSlice;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToDateTest {

    private static ArmSummary arm(List<UnitSlice> slices, List<MetricCell> cells) {
        MetricSums sums = new MetricSums(3L, 3L, 3L, "6", "14");
        MetricSums none = new MetricSums(0L, 0L, 0L, "0", "0");
        return new ArmSummary("red", 3L, 0L, List.of(new MetricSummary("buy", sums, none, cells)), slices, List.of());
    }

    private static MetricCell cell(boolean matured, long nonzero, String sum) {
        return new MetricCell(0, matured, false, nonzero, 0L, sum, "0", "0", "0", "0", "0");
    }

    @Test
    void unitsThatMaturedMeanwhileMakeNoDifference() {
        ArmSummary before = arm(List.of(new UnitSlice(0, false, false, 3L)), List.of(cell(false, 3, "6.0")));
        ArmSummary after = arm(
                List.of(new UnitSlice(0, false, false, 1L), new UnitSlice(0, true, false, 2L)),
                List.of(cell(false, 1, "1.5"), cell(true, 2, "4.5")));

        assertThat(ToDate.of(List.of(after))).isEqualTo(ToDate.of(List.of(before)));
    }

    @Test
    void anotherSumDoes() {
        List<UnitSlice> slices = List.of(new UnitSlice(0, false, false, 3L));
        assertThat(ToDate.of(List.of(arm(slices, List.of(cell(false, 3, "6"))))))
                .isNotEqualTo(ToDate.of(List.of(arm(slices, List.of(cell(false, 3, "6.000001"))))));
    }
}
