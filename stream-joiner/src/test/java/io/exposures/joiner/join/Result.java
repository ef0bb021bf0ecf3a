package io.exposures.joiner.join;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** What a log comes to, as text by key, so that differences can be read. */
public record Result(
        Map<String, String> rows, Map<String, String> statuses, Map<String, String> sums, Map<String, Long> classes) {

    /** A sum; zero is not put. */
    public void putSum(String name, BigDecimal value) {
        if (value.signum() != 0) {
            sums.put(name, value.stripTrailingZeros().toPlainString());
        }
    }

    /** A number of units or outcomes; zero is not put. */
    public void putCount(String name, long count) {
        putSum(name, BigDecimal.valueOf(count));
    }

    /** How the units of one slice are named. */
    public static String slice(int epoch, boolean matured, boolean crossover) {
        return " epoch " + epoch + (matured ? " matured " : " open ") + (crossover ? "crossover " : "clean ");
    }

    public static Result empty() {
        return new Result(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }
}
