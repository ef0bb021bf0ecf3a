package io.exposures.joiner.results;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment comes to, as it is answered. A number that is not there is null, and a reason stands beside it. Sums
 * are decimal text, because JSON numbers lose digits in most readers; everything else can be computed from them.
 *
 * @param experiment name of the experiment
 * @param salt its salt
 * @param options which units are read
 * @param state how far it has come
 * @param definition what it is bound to, and what its numbers are read by
 * @param control what arms are compared with
 * @param sampleRatio whether the arms have the shares of units that they should have
 * @param crossed units that were seen with more than one arm
 * @param finality up to when numbers are final
 * @param arms the arms, the control first
 * @param metrics the metrics
 * @param secondary what holds among the secondary metrics together
 * @param days by day of first exposure, over units of all maturities; null unless asked for
 * @param partial whether a partition's share is missing
 * @param missingPartitions partitions of which nothing is known
 * @param asOf by partition, the point of the log that the numbers describe
 */
public record ResultsAnswer(
        String experiment,
        String salt,
        Options options,
        State state,
        Definition definition,
        Control control,
        SampleRatioAnswer sampleRatio,
        Crossed crossed,
        Finality finality,
        List<Arm> arms,
        List<Metric> metrics,
        Secondary secondary,
        @Nullable List<SeriesAnswer.Point> days,
        boolean partial,
        Collection<Integer> missingPartitions,
        @JsonProperty("asOf") List<Position> asOf) {

    /** The same with numbers by day. */
    public ResultsAnswer withDays(List<SeriesAnswer.Point> points) {
        return new ResultsAnswer(
                experiment,
                salt,
                options,
                state,
                definition,
                control,
                sampleRatio,
                crossed,
                finality,
                arms,
                metrics,
                secondary,
                points,
                partial,
                missingPartitions,
                asOf);
    }

    /** Which units are read. */
    public record Options(String view, String crossovers) {}

    /** How far the experiment has come. */
    public record State(
            String state, @Nullable String start, @Nullable String end, boolean plannedEndReached) {}

    /**
     * What is bound and what is newest.
     *
     * @param newestVersion version of the newest definition; null without one
     * @param boundVersions versions that partitions are bound to; 0 for none
     * @param uniform whether all partitions make their numbers in the same way
     */
    public record Definition(
            @Nullable Integer newestVersion,
            List<Integer> boundVersions,
            boolean uniform,
            @Nullable Long windowMillis,
            double alpha,
            double nStar,
            List<Epoch> epochs) {}

    /** An allocation epoch. */
    public record Epoch(int epoch, @Nullable String start, Map<String, Double> shares) {}

    /** What arms are compared with. */
    public record Control(
            @Nullable String arm,
            boolean declared,
            @Nullable String reason) {}

    /** Units seen with more than one arm. */
    public record Crossed(long units, long of, @Nullable Double share, boolean alarm) {}

    /** The least of all partitions; null while one is unknown. */
    public record Finality(
            @Nullable String finalBefore, @Nullable String maturedTo) {}

    /** One arm. */
    public record Arm(
            String arm,
            @Nullable String label,
            boolean control,
            long units,
            long crossovers,
            long maturedUnits,
            long analysedUnits,
            long arrivedUnits) {}

    /** The test of the sample ratio over all allocation epochs; its verdict is null without expected shares. */
    public record SampleRatioAnswer(
            @Nullable String verdict,
            @Nullable String reason,
            @Nullable Double logBayesFactor,
            @Nullable Double pAlways,
            @Nullable Long strayUnits,
            List<EpochRatio> epochs) {}

    /** The test within one allocation epoch; chi-square is for one single look. */
    public record EpochRatio(
            int epoch,
            Map<String, Long> arrived,
            Map<String, Double> shares,
            @Nullable Double logBayesFactor,
            @Nullable Double chiSquare,
            @Nullable Integer degreesOfFreedom,
            @Nullable Double chiSquareP) {}

    /** One metric. */
    public record Metric(
            String metric,
            String role,
            String kind,
            String event,
            String transform,
            @Nullable String denominator,
            int scale,
            @Nullable String capLow,
            @Nullable String capHigh,
            int lookbackDays,
            @Nullable Double margin,
            double alpha,
            String decides,
            @Nullable Double theta,
            @Nullable String thetaReason,
            List<MetricArm> arms,
            List<ArmComparison> comparisons) {}

    /** One metric of one arm over all allocation epochs. */
    public record MetricArm(
            String arm,
            long units,
            long nonzero,
            long capped,
            @Nullable Double cappedShare,
            Estimate plain,
            @Nullable Estimate cuped,
            @Nullable List<Double> wilson,
            List<EpochSums> epochs) {}

    /** An estimate with its standard error. */
    public record Estimate(
            @Nullable Double value,
            @Nullable Double standardError,
            @Nullable String reason) {}

    /** Exact sums over the units of one arm in one allocation epoch. */
    public record EpochSums(
            int epoch,
            long units,
            long nonzero,
            long capped,
            String sum,
            String squares,
            String cubes,
            String covariateSum,
            String covariateSquares,
            String crossProducts) {}

    /** One arm against the control. */
    public record ArmComparison(
            String arm,
            boolean ready,
            List<String> blockers,
            @Nullable Double skewOfDifference,
            @Nullable Boolean significant,
            @Nullable String significantReason,
            @Nullable String guardrail,
            @Nullable Difference covariate,
            Difference plain,
            @Nullable Difference cuped,
            @Nullable Double pHolm,
            @Nullable Double pBenjaminiHochberg) {}

    /** Treatment minus control. */
    public record Difference(
            @Nullable Double control,
            @Nullable Double treatment,
            @Nullable Double difference,
            @Nullable Double standardError,
            @Nullable List<Double> interval,
            @Nullable Double logE,
            @Nullable Double pAlways,
            @Nullable Double varianceReduction,
            @Nullable String reason,
            LiftAnswer lift,
            @Nullable OneLook fixedHorizon,
            @Nullable String fixedHorizonReason,
            long excludedUnits) {}

    /** The difference relative to the absolute value of the control. */
    public record LiftAnswer(
            @Nullable Double value,
            @Nullable Double standardError,
            @Nullable List<Double> interval,
            @Nullable String reason) {}

    /** What may be looked at once, after the planned end. */
    public record OneLook(
            int looksAllowed,
            double t,
            double degreesOfFreedom,
            double p,
            List<Double> interval,
            @Nullable List<Double> liftInterval) {}

    /** Secondary comparisons whose differences hold together, by e-BH. */
    public record Secondary(
            int comparisons,
            double alpha,
            @Nullable List<MetricAndArm> rejected,
            @Nullable String reason) {}

    /** A comparison. */
    public record MetricAndArm(String metric, String arm) {}

    /** The point of one partition's log. */
    public record Position(
            int partition,
            long exposures,
            long outcomes,
            @Nullable String clock,
            @Nullable String finalBefore,
            @Nullable String maturedTo) {}
}
