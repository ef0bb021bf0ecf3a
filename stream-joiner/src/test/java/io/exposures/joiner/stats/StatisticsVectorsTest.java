package io.exposures.joiner.stats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every number against the test vectors: the files in the folder of system property {@code stats.vectors}, or the copy
 * among the test resources. No case of {@code stream.json} follows a rule that the joiner's design overrides, so none is
 * left out.
 */
class StatisticsVectorsTest {
    private static final double NORMAL_95 = NormalDistribution.of(0, 1).inverseSurvivalProbability(0.025);

    /** Computes a case and compares; one for each vector file. */
    private interface Evaluation {
        void run(JsonNode in, CaseCheck check);
    }

    private static final Map<String, Evaluation> EVALUATIONS = new TreeMap<>(Map.ofEntries(
            Map.entry("quantise", StatisticsVectorsTest::quantise),
            Map.entry("moments", StatisticsVectorsTest::moments),
            Map.entry("updates", StatisticsVectorsTest::updates),
            Map.entry("mean", StatisticsVectorsTest::mean),
            Map.entry("proportion", StatisticsVectorsTest::proportion),
            Map.entry("ratio", StatisticsVectorsTest::ratio),
            Map.entry("cuped", StatisticsVectorsTest::cuped),
            Map.entry("confseq", StatisticsVectorsTest::confidenceSequence),
            Map.entry("fieller", StatisticsVectorsTest::fieller),
            Map.entry("srm", StatisticsVectorsTest::sampleRatio),
            Map.entry("multiplicity", StatisticsVectorsTest::multiplicity),
            Map.entry("stratified", StatisticsVectorsTest::stratified),
            Map.entry("quantile", StatisticsVectorsTest::quantile),
            Map.entry("readiness", StatisticsVectorsTest::readiness),
            Map.entry("stream", StatisticsVectorsTest::stream)));

    static List<String> files() {
        return List.copyOf(EVALUATIONS.keySet());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void computesWhatTheVectorsExpect(String name) {
        VectorFile file = VectorFile.read(name);
        Evaluation evaluation = Objects.requireNonNull(EVALUATIONS.get(name));
        List<String> failures = new ArrayList<>();
        for (JsonNode vector : file.cases()) {
            CaseCheck check = new CaseCheck(name + " " + vector.get("id").asText(), vector.get("out"), failures);
            evaluation.run(vector.get("in"), check);
            check.verifyNothingForgotten();
        }
        System.out.println("stats vectors: " + name + ".json, " + file.cases().size() + " cases, " + failures.size()
                + " failures");
        assertThat(failures).isEmpty();
    }

    /** The only file whose results are bare numbers instead of objects. */
    @Test
    void computesTheSpecialFunctions() {
        VectorFile file = VectorFile.read("special");
        List<String> failures = new ArrayList<>();
        for (JsonNode vector : file.cases()) {
            CaseCheck check = new CaseCheck("special " + vector.get("id").asText(), vector, failures);
            special(vector.get("in"), check);
        }
        System.out.println(
                "stats vectors: special.json, " + file.cases().size() + " cases, " + failures.size() + " failures");
        assertThat(failures).isEmpty();
    }

    @Test
    void knowsEveryFileInTheFolder() {
        List<String> known = new ArrayList<>(files());
        known.add("special");
        assertThat(VectorFile.names()).containsExactlyInAnyOrderElementsOf(known);
    }

    private static void quantise(JsonNode in, CaseCheck check) {
        double value =
                Double.longBitsToDouble(Long.parseUnsignedLong(in.get("bits").textValue(), 16));
        Quantiser quantiser = new Quantiser(in.get("scale").intValue());
        Rejection rejection = quantiser.rejection(value);
        check.equal("reject", rejection == null ? null : rejection.code());
        check.equal("q", rejection == null ? quantiser.steps(value) : null);
    }

    private static void moments(JsonNode in, CaseCheck check) {
        MetricSums sums = MetricSums.NONE;
        for (JsonNode value : in.get("values")) {
            sums = sums.plus(new UnitContribution(VectorInput.steps(value.textValue()), 0));
        }
        checkMoments(check, MetricSummary.of(sums, VectorInput.SCALE));
    }

    private static void updates(JsonNode in, CaseCheck check) {
        Map<String, UnitContribution> units = new HashMap<>();
        List<MetricSums> states = new ArrayList<>();
        MetricSums sums = MetricSums.NONE;
        for (JsonNode op : in.get("ops")) {
            String unit = op.get(1).textValue();
            UnitContribution after = op.get(0).textValue().equals("set")
                    ? new UnitContribution(VectorInput.steps(op.get(2).textValue()), 0)
                    : null;
            sums = sums.change(after == null ? units.remove(unit) : units.put(unit, after), after);
            states.add(sums);
        }
        for (CaseCheck checkpoint :
                check.elements("checkpoints", check.expected("checkpoints").size())) {
            int after = checkpoint.expected("after").intValue();
            checkMoments(checkpoint, MetricSummary.of(states.get(after - 1), VectorInput.SCALE));
            checkpoint.verifyNothingForgotten();
        }
    }

    private static void checkMoments(CaseCheck check, MetricSummary summary) {
        Moments moments = Moments.of(summary);
        check.equal("n", summary.units());
        check.equal("nz", summary.nonzero());
        check.equal("y", summary.sum().toPlainString());
        check.equal("yy", summary.squares().toPlainString());
        check.equal("yyy", summary.cubes().toPlainString());
        check.relative("mean", moments.mean());
        check.relative("variance", moments.variance());
        check.relative("sd", moments.standardDeviation());
        check.relative("se", moments.standardError());
        check.relative("skew", moments.skewness());
    }

    private static void mean(JsonNode in, CaseCheck check) {
        ComparisonCheck.check(
                check,
                Statistics.compare(
                        Estimator.MEAN,
                        VectorInput.summary(in.get("control")),
                        VectorInput.summary(in.get("treatment")),
                        VectorInput.level(in)));
    }

    private static void proportion(JsonNode in, CaseCheck check) {
        MetricSummary control = proportion(in.get("control"));
        MetricSummary treatment = proportion(in.get("treatment"));
        Level level = VectorInput.level(in);
        ComparisonCheck.check(check, Statistics.compare(Estimator.MEAN, control, treatment, level));
        check.intervalRelative("wilson_control", wilson(control, level));
        check.intervalRelative("wilson_treatment", wilson(treatment, level));
        checkReadiness(check, MetricKind.PROPORTION.readiness(control, treatment));
    }

    private static MetricSummary proportion(JsonNode arm) {
        long successes = arm.get("k").longValue();
        BigDecimal sum = BigDecimal.valueOf(successes);
        BigDecimal none = BigDecimal.ZERO;
        return new MetricSummary(arm.get("n").longValue(), successes, 0, sum, sum, sum, none, none, none);
    }

    private static @Nullable Interval wilson(MetricSummary arm, Level level) {
        return arm.units() == 0 ? null : WilsonInterval.of(arm.units(), arm.nonzero(), level.alpha());
    }

    private static void ratio(JsonNode in, CaseCheck check) {
        MetricSummary control = VectorInput.summary(in.get("control"));
        MetricSummary treatment = VectorInput.summary(in.get("treatment"));
        ComparisonCheck.check(check, Statistics.compare(Estimator.RATIO, control, treatment, VectorInput.level(in)));
        checkRatio(check.child("control"), Estimator.RATIO.estimate(control));
        checkRatio(check.child("treatment"), Estimator.RATIO.estimate(treatment));
    }

    private static void checkRatio(CaseCheck check, ArmEstimate actual) {
        check.relative("ratio", actual.value());
        check.relative("se", actual.standardError());
        check.verifyNothingForgotten();
    }

    private static void cuped(JsonNode in, CaseCheck check) {
        List<MetricSummary> arms = new ArrayList<>();
        in.get("arms").forEach(arm -> arms.add(VectorInput.summary(arm)));
        CovariateAdjustment adjustment = CovariateAdjustment.pooled(arms);
        check.relative("theta", adjustment.theta());
        check.equal("theta_reason", ComparisonCheck.code(adjustment.reason()));
        check.relativeElements(
                "adjusted_means",
                arms.stream().map(arm -> adjustment.estimate(arm).value()).toList());
        List<CaseCheck> comparisons = check.elements("comparisons", arms.size() - 1);
        for (int i = 0; i < comparisons.size(); i++) {
            Comparison comparison = Statistics.compare(adjustment, arms.get(0), arms.get(i + 1), VectorInput.level(in));
            ComparisonCheck.check(comparisons.get(i), comparison);
            Inference inference = comparison.inference();
            comparisons.get(i).relative("variance_reduction", inference == null ? null : inference.varianceReduction());
            comparisons.get(i).verifyNothingForgotten();
        }
    }

    private static void confidenceSequence(JsonNode in, CaseCheck check) {
        ConfidenceSequence sequence = new ConfidenceSequence(VectorInput.level(in));
        Measured measured =
                new Measured(in.get("diff").doubleValue(), 0, in.get("se").doubleValue());
        AlwaysValid actual = sequence.infer(measured, in.get("n").longValue());
        check.relative("v", sequence.mixture());
        check.relative("k", actual.multiplier());
        check.interval("cs", actual.interval(), 1e-9);
        check.within("log_e", actual.logE(), ComparisonCheck.atLeastOne(check, "log_e"));
        check.relative("p_always", actual.pValue());
    }

    private static void fieller(JsonNode in, CaseCheck check) {
        Fieller fieller = new Fieller(
                binary(in, "num"), binary(in, "den"), binary(in, "v_nn"), binary(in, "v_nd"), binary(in, "v_dd"));
        Fieller.RatioSet actual = fieller.set(binary(in, "k2"));
        check.equal("kind", actual.kind().name().toLowerCase(Locale.ROOT));
        check.intervalRelative("interval", actual.interval());
    }

    private static Dyadic binary(JsonNode in, String field) {
        return Dyadic.of(in.get(field).doubleValue());
    }

    private static void sampleRatio(JsonNode in, CaseCheck check) {
        if (in.has("path")) {
            sampleRatioPath(in, check);
            return;
        }
        SampleRatio actual = sampleRatio(in.get("counts"), in);
        check.equal("n", actual.units());
        check.equal("df", actual.degreesOfFreedom());
        check.relative("chi2", actual.chiSquare());
        check.relative("p_chi2", actual.chiSquareP());
        check.within("log_bf", actual.logBayesFactor(), bayesTolerance(check.expected("log_bf"), actual.units()));
        check.relative("p_seq", actual.pValue());
        check.equal("stray_units", actual.strayUnits());
    }

    private static void sampleRatioPath(JsonNode in, CaseCheck check) {
        JsonNode expected = check.expected("log_bf");
        JsonNode path = in.get("path");
        check.verify("log_bf", expected.size() == path.size(), expected.size(), path.size());
        String firstAlarm = null;
        for (int i = 0; i < path.size(); i++) {
            SampleRatio actual = sampleRatio(path.get(i), in);
            double error = Math.abs(actual.logBayesFactor() - expected.get(i).doubleValue());
            double tolerance = bayesTolerance(expected.get(i), actual.units());
            check.verify("log_bf[" + i + "]", error <= tolerance, expected.get(i), actual.logBayesFactor());
            boolean alarm =
                    actual.logBayesFactor() >= Math.log(in.get("alarm_e").doubleValue());
            firstAlarm = firstAlarm == null && alarm ? String.valueOf(i) : firstAlarm;
        }
        check.equal("first_alarm_index", firstAlarm);
    }

    private static SampleRatio sampleRatio(JsonNode counts, JsonNode in) {
        return SampleRatio.of(
                VectorInput.longs(counts),
                VectorInput.decimals(in.get("weights")),
                in.get("concentration").doubleValue());
    }

    private static double bayesTolerance(JsonNode expected, long units) {
        return 1e-9 * Math.max(1, Math.abs(expected.doubleValue())) + 2e-14 * units;
    }

    private static void multiplicity(JsonNode in, CaseCheck check) {
        double[] p = VectorInput.doubles(in.get("p"));
        check.relativeElements("bonferroni", list(Multiplicity.bonferroni(p)));
        check.relativeElements("holm", list(Multiplicity.holm(p)));
        check.relativeElements("bh", list(Multiplicity.benjaminiHochberg(p)));
        int[] rejected = Multiplicity.eBh(
                VectorInput.doubles(in.get("log_e")), in.get("alpha").doubleValue());
        check.equal("e_bh_rejected", Arrays.toString(rejected).replace(" ", ""));
    }

    private static List<@Nullable Double> list(double[] values) {
        List<@Nullable Double> list = new ArrayList<>();
        for (double value : values) {
            list.add(value);
        }
        return list;
    }

    private static void stratified(JsonNode in, CaseCheck check) {
        List<Stratum> epochs = new ArrayList<>();
        in.get("epochs")
                .forEach(epoch -> epochs.add(new Stratum(
                        VectorInput.summary(epoch.get("control")), VectorInput.summary(epoch.get("treatment")))));
        Standardised actual = Statistics.standardise(Estimator.MEAN, epochs, VectorInput.level(in));
        ComparisonCheck.check(check, actual.comparison());
        check.relative("mean_control", actual.control().value());
        check.relative("mean_treatment", actual.treatment().value());
        check.equal("excluded_units", actual.excludedUnits());
    }

    private static void quantile(JsonNode in, CaseCheck check) {
        QuantileSketch sketch = new QuantileSketch(in.get("rel_accuracy").doubleValue());
        in.get("values").forEach(value -> sketch.add(value.doubleValue()));
        in.get("removed").forEach(value -> sketch.remove(value.doubleValue()));
        check.equal("n", sketch.count());
        check.equal("zero", sketch.zeroCount());
        checkBuckets(check, "positive", sketch.positiveBuckets());
        checkBuckets(check, "negative", sketch.negativeBuckets());
        JsonNode quantiles = check.expected("quantiles");
        CaseCheck each = check.child("quantiles");
        quantiles.fieldNames().forEachRemaining(q -> checkQuantile(each, q, sketch, in));
    }

    private static void checkBuckets(CaseCheck check, String field, Map<Integer, Long> actual) {
        Map<Integer, Long> expected = new TreeMap<>();
        check.expected(field)
                .properties()
                .forEach(bucket -> expected.put(
                        Integer.valueOf(bucket.getKey()), bucket.getValue().longValue()));
        check.verify(field, expected.equals(actual), expected, actual);
    }

    private static void checkQuantile(CaseCheck quantiles, String q, QuantileSketch sketch, JsonNode in) {
        QuantileEstimate actual = sketch.estimate(Double.parseDouble(q), NORMAL_95);
        if (actual == null || quantiles.expected(q).isNull()) {
            quantiles.equal(q, actual);
            return;
        }
        CaseCheck check = quantiles.child(q);
        check.relative("estimate", actual.value());
        double exact = check.expected("exact").doubleValue();
        double accuracy = in.get("rel_accuracy").doubleValue() * (1 + 1e-9);
        check.verify("exact", Math.abs(actual.value() - exact) <= accuracy * Math.abs(exact), exact, actual.value());
        check.equal("rank_lo", actual.lowerRank());
        check.equal("rank_hi", actual.upperRank());
        check.verifyNothingForgotten();
    }

    private static void readiness(JsonNode in, CaseCheck check) {
        Readiness actual = MetricKind.MEAN.readiness(
                VectorInput.summary(in.get("control")), VectorInput.summary(in.get("treatment")));
        check.relative("skew_of_diff", actual.skewOfDifference());
        checkReadiness(check, actual);
    }

    private static void checkReadiness(CaseCheck check, Readiness actual) {
        check.equal("ready", actual.isReady());
        String blockers = actual.blockers().stream()
                .map(blocker -> '"' + blocker.code() + '"')
                .collect(Collectors.joining(",", "[", "]"));
        check.equal("blockers", blockers);
    }

    private static void special(JsonNode in, CaseCheck check) {
        String function = in.get("fn").textValue();
        switch (function) {
            case "t_two_sided_p" -> check.relative("out", StudentT.twoSidedP(number(in, "t"), number(in, "df")));
            case "t_critical_two_sided" ->
                check.within(
                        "out",
                        StudentT.critical(number(in, "alpha"), number(in, "df")),
                        1e-7 * check.expected("out").doubleValue());
            case "chi2_sf" ->
                check.relative(
                        "out", ChiSquaredDistribution.of(number(in, "df")).survivalProbability(number(in, "x")));
            case "norm_ppf" ->
                check.relativeOrNoise("out", NormalDistribution.of(0, 1).inverseCumulativeProbability(number(in, "p")));
            case "lgamma" -> checkLogGamma(check, number(in, "x"));
            default -> throw new IllegalArgumentException("unknown function " + function);
        }
    }

    /**
     * Nothing here computes ln Γ itself, only what Stirling's formula leaves of it. So the sum of both is checked, to
     * the last digit of its terms where these cancel: at 1 and 2, where ln Γ is 0.
     */
    private static void checkLogGamma(CaseCheck check, double x) {
        double stirling = (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2;
        double tolerance = 1e-9 * Math.abs(check.expected("out").doubleValue());
        check.within("out", stirling + StirlingRemainder.of(x), Math.max(tolerance, 1e-15));
    }

    private static double number(JsonNode in, String field) {
        return in.get(field).doubleValue();
    }

    private static void stream(JsonNode in, CaseCheck check) {
        StreamReplay replay = new StreamReplay(in);
        in.get("records").forEach(replay::accept);
        CaseCheck counters = check.child("counters");
        counters.equal("duplicates", replay.duplicates());
        counters.equal("conflicting_duplicates", replay.conflictingDuplicates());
        counters.equal("rejected", replay.rejected());
        counters.verifyNothingForgotten();
        List<CaseCheck> experiments =
                check.elements("experiments", in.get("experiments").size());
        for (int i = 0; i < experiments.size(); i++) {
            checkExperiment(experiments.get(i), in.get("experiments").get(i), in.get("metrics"), replay);
        }
    }

    private static void checkExperiment(CaseCheck check, JsonNode experiment, JsonNode metrics, StreamReplay replay) {
        String name = experiment.get("name").textValue();
        List<Long> counts = replay.sampleRatioCounts(name);
        SampleRatio ratio = SampleRatio.of(
                counts, VectorInput.decimals(experiment.get("weights")), SampleRatio.DEFAULT_CONCENTRATION);
        check.equal("experiment", name);
        check.equal("srm_counts", counts.toString().replace(" ", ""));
        check.within("srm_log_bf", ratio.logBayesFactor(), bayesTolerance(check.expected("srm_log_bf"), ratio.units()));
        check.equal("crossed", replay.crossed(name));
        List<CaseCheck> each = check.elements("metrics", metrics.size());
        for (int i = 0; i < each.size(); i++) {
            String metric = metrics.get(i).get("name").textValue();
            each.get(i).equal("metric", metric);
            checkMetric(each.get(i), VectorInput.level(experiment), replay, name, metric);
        }
        check.verifyNothingForgotten();
    }

    private static void checkMetric(
            CaseCheck check, Level level, StreamReplay replay, String experiment, String metric) {
        List<MetricSummary> arms = replay.toDate(experiment, metric);
        checkArms(check.elements("arms", arms.size()), arms);
        List<MetricSummary> matured = replay.matured(experiment, metric);
        checkArms(check.elements("matured", matured.size()), matured);
        CovariateAdjustment adjustment = CovariateAdjustment.pooled(arms);
        check.relative("theta", adjustment.theta());
        checkComparisons(check.elements("comparisons", arms.size() - 1), Estimator.MEAN, arms, level);
        checkComparisons(check.elements("cuped", arms.size() - 1), adjustment, arms, level);
        check.verifyNothingForgotten();
    }

    private static void checkArms(List<CaseCheck> checks, List<MetricSummary> arms) {
        for (int i = 0; i < checks.size(); i++) {
            CaseCheck check = checks.get(i);
            MetricSummary arm = arms.get(i);
            check.equal("n", arm.units());
            check.equal("nz", arm.nonzero());
            check.equal("y", arm.sum().toPlainString());
            check.equal("yy", arm.squares().toPlainString());
            check.equal("yyy", arm.cubes().toPlainString());
            check.equal("x", arm.covariateSum().toPlainString());
            check.equal("xx", arm.covariateSquares().toPlainString());
            check.equal("xy", arm.crossProducts().toPlainString());
            check.verifyNothingForgotten();
        }
    }

    private static void checkComparisons(
            List<CaseCheck> checks, Estimator estimator, List<MetricSummary> arms, Level level) {
        for (int i = 0; i < checks.size(); i++) {
            ComparisonCheck.check(checks.get(i), Statistics.compare(estimator, arms.get(0), arms.get(i + 1), level));
            checks.get(i).verifyNothingForgotten();
        }
    }
}
