package io.exposures.joiner.stats;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Reads the inputs of test vectors. */
final class VectorInput {
    static final int SCALE = 6;

    private VectorInput() {}

    /** Reads the sums of an arm; files leave out those that their formula does not need. */
    static MetricSummary summary(JsonNode arm) {
        return new MetricSummary(
                arm.get("n").longValue(),
                arm.path("nz").longValue(),
                0,
                decimal(arm, "y"),
                decimal(arm, "yy"),
                decimal(arm, "yyy"),
                decimal(arm, "x"),
                decimal(arm, "xx"),
                decimal(arm, "xy"));
    }

    static Level level(JsonNode in) {
        return new Level(in.get("alpha").doubleValue(), in.get("n_star").doubleValue());
    }

    /** Reads a decimal as steps of the default scale. */
    static long steps(String decimal) {
        return new BigDecimal(decimal).movePointRight(SCALE).longValueExact();
    }

    static double[] doubles(JsonNode array) {
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).doubleValue();
        }
        return values;
    }

    static List<Long> longs(JsonNode array) {
        List<Long> values = new ArrayList<>();
        array.forEach(value -> values.add(value.longValue()));
        return values;
    }

    static List<BigDecimal> decimals(JsonNode array) {
        List<BigDecimal> values = new ArrayList<>();
        array.forEach(value -> values.add(new BigDecimal(value.asText())));
        return values;
    }

    private static BigDecimal decimal(JsonNode arm, String field) {
        return new BigDecimal(arm.path(field).asText("0"));
    }
}
