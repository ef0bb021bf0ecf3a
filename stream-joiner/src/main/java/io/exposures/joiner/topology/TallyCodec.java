package io.exposures.joiner.topology;

import io.exposures.joiner.join.ArmTally;
import io.exposures.joiner.join.BoundDefinition;
import io.exposures.joiner.join.ExperimentTally;
import io.exposures.joiner.join.Fingerprint;
import io.exposures.joiner.join.MetricTally;
import io.exposures.joiner.join.SetHash;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The stored form of sums. */
final class TallyCodec {

    private static final int VERSION = 1;

    private TallyCodec() {}

    static byte[] encode(ExperimentTally tally) {
        StateWriter out = new StateWriter().number(VERSION);
        encode(out, tally.definition());
        out.texts(tally.armNames()).number(tally.checksums().size());
        tally.checksums().forEach((checksum, count) -> out.text(checksum).number(count));
        return out.number(tally.unitsDropped() ? 1 : 0).toBytes();
    }

    private static void encode(StateWriter out, @Nullable BoundDefinition definition) {
        out.number(definition == null ? 0 : 1);
        if (definition != null) {
            out.number(definition.version())
                    .number(definition.window())
                    .texts(definition.armParams())
                    .number(definition.start())
                    .number(definition.end());
        }
    }

    static ExperimentTally decodeExperiment(byte[] bytes) {
        StateReader in = new StateReader(bytes).version(VERSION, "experiment");
        BoundDefinition definition = in.number() == 0 ? null : decodeDefinition(in);
        List<String> armNames = in.texts();
        Map<String, Long> checksums = new TreeMap<>();
        int size = in.size();
        for (int i = 0; i < size; i++) {
            checksums.put(in.text(), in.number());
        }
        ExperimentTally tally = new ExperimentTally(definition, armNames, checksums);
        if (in.number() == 1) {
            tally.dropUnits();
        }
        return tally;
    }

    private static BoundDefinition decodeDefinition(StateReader in) {
        return new BoundDefinition(in.size(), in.number(), in.texts(), in.number(), in.number());
    }

    static byte[] encode(ArmTally arm) {
        StateWriter out = new StateWriter().number(VERSION).number(arm.units()).number(arm.crossovers());
        encode(out, arm.clean());
        encode(out, arm.crossover());
        return out.toBytes();
    }

    static ArmTally decodeArm(byte[] bytes) {
        StateReader in = new StateReader(bytes).version(VERSION, "arm");
        return new ArmTally(in.number(), in.number(), decodeMetrics(in), decodeMetrics(in));
    }

    private static void encode(StateWriter out, Map<String, MetricTally> metrics) {
        out.number(metrics.size());
        metrics.forEach((metric, tally) -> out.text(metric)
                .number(tally.units())
                .number(tally.nonzero())
                .number(tally.count())
                .whole(tally.sum())
                .whole(tally.sumOfSquares()));
    }

    private static Map<String, MetricTally> decodeMetrics(StateReader in) {
        Map<String, MetricTally> metrics = new TreeMap<>();
        int size = in.size();
        for (int i = 0; i < size; i++) {
            metrics.put(in.text(), new MetricTally(in.number(), in.number(), in.number(), in.whole(), in.whole()));
        }
        return metrics;
    }

    static byte[] encode(Fingerprint fingerprint) {
        return new StateWriter()
                .number(VERSION)
                .number(fingerprint.rows())
                .number(fingerprint.rowHash().high())
                .number(fingerprint.rowHash().low())
                .number(fingerprint.unitHash().high())
                .number(fingerprint.unitHash().low())
                .toBytes();
    }

    static Fingerprint decodeFingerprint(byte[] bytes) {
        StateReader in = new StateReader(bytes).version(VERSION, "fingerprint");
        return new Fingerprint(
                in.number(), new SetHash(in.number(), in.number()), new SetHash(in.number(), in.number()));
    }
}
