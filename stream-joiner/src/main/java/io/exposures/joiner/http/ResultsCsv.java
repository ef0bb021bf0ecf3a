package io.exposures.joiner.http;

import io.exposures.joiner.results.ResultsAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Results as a table (RFC 4180): one line for each metric, arm and allocation epoch with its sums, and with the estimates
 * and comparison of the arm over all epochs.
 */
final class ResultsCsv {

    static final String MEDIA_TYPE = "text/csv";
    static final String CONTENT_TYPE = MEDIA_TYPE + "; charset=utf-8";

    private static final String LINE = "\r\n";
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private ResultsCsv() {}

    static String of(ResultsAnswer answer) {
        List<Map<String, @Nullable Object>> lines = new ArrayList<>();
        answer.metrics().forEach(metric -> metric.arms().forEach(arm -> addLines(lines, answer, metric, arm)));
        StringBuilder table = new StringBuilder();
        Map<String, @Nullable Object> names = lines.isEmpty() ? Map.of() : lines.get(0);
        table.append(String.join(",", names.keySet())).append(LINE);
        lines.forEach(line -> {
            StringJoiner cells = new StringJoiner(",", "", LINE);
            line.values().forEach(value -> cells.add(cell(value)));
            table.append(cells);
        });
        return table.toString();
    }

    private static void addLines(
            List<Map<String, @Nullable Object>> lines,
            ResultsAnswer answer,
            ResultsAnswer.Metric metric,
            ResultsAnswer.MetricArm arm) {
        for (ResultsAnswer.EpochSums sums : arm.epochs()) {
            Map<String, @Nullable Object> line = new LinkedHashMap<>();
            line.put("experiment", answer.experiment());
            line.put("salt", answer.salt());
            line.put("view", answer.options().view());
            line.put("crossovers", answer.options().crossovers());
            line.put("metric", metric.metric());
            line.put("role", metric.role());
            line.put("kind", metric.kind());
            line.put("arm", arm.arm());
            line.put("control", arm.arm().equals(answer.control().arm()));
            addSums(line, sums);
            addEstimates(line, metric, arm);
            addComparison(
                    line,
                    metric.comparisons().stream()
                            .filter(comparison -> comparison.arm().equals(arm.arm()))
                            .findFirst()
                            .orElse(null));
            lines.add(line);
        }
    }

    private static void addSums(Map<String, @Nullable Object> line, ResultsAnswer.EpochSums sums) {
        line.put("epoch", sums.epoch());
        line.put("units", sums.units());
        line.put("nonzero", sums.nonzero());
        line.put("capped", sums.capped());
        line.put("sum", sums.sum());
        line.put("squares", sums.squares());
        line.put("cubes", sums.cubes());
        line.put("covariate_sum", sums.covariateSum());
        line.put("covariate_squares", sums.covariateSquares());
        line.put("cross_products", sums.crossProducts());
    }

    private static void addEstimates(
            Map<String, @Nullable Object> line, ResultsAnswer.Metric metric, ResultsAnswer.MetricArm arm) {
        ResultsAnswer.Estimate cuped = arm.cuped();
        line.put("all_units", arm.units());
        line.put("mean", arm.plain().value());
        line.put("mean_standard_error", arm.plain().standardError());
        line.put("adjusted_mean", cuped == null ? null : cuped.value());
        line.put("adjusted_standard_error", cuped == null ? null : cuped.standardError());
        line.put("alpha", metric.alpha());
        line.put("decides", metric.decides());
    }

    private static void addComparison(
            Map<String, @Nullable Object> line, ResultsAnswer.@Nullable ArmComparison comparison) {
        ResultsAnswer.Difference difference =
                comparison == null ? null : comparison.cuped() == null ? comparison.plain() : comparison.cuped();
        line.put("difference", difference == null ? null : difference.difference());
        line.put("standard_error", difference == null ? null : difference.standardError());
        addInterval(line, "interval", difference == null ? null : difference.interval());
        line.put("lift", difference == null ? null : difference.lift().value());
        addInterval(line, "lift", difference == null ? null : difference.lift().interval());
        line.put("log_e", difference == null ? null : difference.logE());
        line.put("p_always", difference == null ? null : difference.pAlways());
        line.put("p_holm", comparison == null ? null : comparison.pHolm());
        line.put("p_benjamini_hochberg", comparison == null ? null : comparison.pBenjaminiHochberg());
        line.put("reason", difference == null ? null : difference.reason());
        line.put("ready", comparison == null ? null : comparison.ready());
        line.put("blockers", comparison == null ? null : String.join(" ", comparison.blockers()));
        line.put("significant", comparison == null ? null : comparison.significant());
        line.put("guardrail", comparison == null ? null : comparison.guardrail());
    }

    private static void addInterval(Map<String, @Nullable Object> line, String name, @Nullable List<Double> interval) {
        line.put(name + "_lower", interval == null ? null : interval.get(0));
        line.put(name + "_upper", interval == null ? null : interval.get(1));
    }

    /** Text that a spreadsheet would take for a formula is marked as text. */
    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        boolean formula = value instanceof String && isFormula(text);
        String safe = formula ? "'" + text : text;
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    private static boolean isFormula(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 && !text.matches("-?[0-9.]+");
    }
}
