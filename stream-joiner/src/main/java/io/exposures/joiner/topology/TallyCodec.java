package io.exposures.joiner.topology;

import io.exposures.joiner.join.ArmTally;
import io.exposures.joiner.join.BoundDefinition;
import io.exposures.joiner.join.ExperimentTally;
import io.exposures.joiner.join.Fingerprint;
import io.exposures.joiner.join.MetricCell;
import io.exposures.joiner.join.SetHash;
import io.exposures.joiner.join.Slice;
import io.exposures.joiner.stats.MetricSums;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The stored form of sums: an experiment without its arms, an arm without its sums, and each cell of sums. */
final class TallyCodec {

    private static final int VERSION = 2;
    private static final int MATURED = 1;
    private static final int CROSSOVER = 2;
    private static final int SLICE_BITS = 2;

    private TallyCodec() {}

    static byte[] encode(ExperimentTally tally) {
        StateWriter out = new StateWriter().number(VERSION);
        BoundDefinition definition = tally.definition();
        out.number(definition == null ? 0 : 1);
        if (definition != null) {
            DefinitionCodec.encode(out, definition);
        }
        out.texts(tally.armNames()).number(tally.checksums().size());
        tally.checksums().forEach((checksum, count) -> out.text(checksum).number(count));
        return out.number(tally.unitsDropped() ? 1 : 0).toBytes();
    }

    static ExperimentTally decodeExperiment(byte[] bytes) {
        StateReader in = new StateReader(bytes).version(VERSION, "experiment");
        BoundDefinition definition = in.number() == 0 ? null : DefinitionCodec.decode(in);
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

    static byte[] encode(ArmTally arm) {
        StateWriter out =
                new StateWriter().number(VERSION).number(arm.unitsBySlice().size());
        arm.unitsBySlice().forEach((slice, units) -> out.number(code(slice)).number(units));
        out.number(arm.arrivals().size());
        arm.arrivals().forEach((epoch, units) -> out.number(epoch).number(units));
        return out.toBytes();
    }

    static ArmTally decodeArm(byte[] bytes) {
        StateReader in = new StateReader(bytes).version(VERSION, "arm");
        Map<Slice, Long> units = new TreeMap<>();
        int slices = in.size();
        for (int i = 0; i < slices; i++) {
            units.put(slice(in.size()), in.number());
        }
        Map<Integer, Long> arrivals = new TreeMap<>();
        int epochs = in.size();
        for (int i = 0; i < epochs; i++) {
            arrivals.put(in.size(), in.number());
        }
        return new ArmTally(units, arrivals);
    }

    static byte[] encode(MetricCell cell) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES + MetricSums.BYTES)
                .putLong(cell.holders())
                .putLong(cell.outcomes());
        cell.sums().writeTo(bytes);
        return bytes.array();
    }

    static MetricCell decodeCell(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new MetricCell(in.getLong(), in.getLong(), MetricSums.readFrom(in));
    }

    /** A slice as one number. */
    static int code(Slice slice) {
        return slice.epoch() << SLICE_BITS | (slice.matured() ? MATURED : 0) | (slice.crossover() ? CROSSOVER : 0);
    }

    static Slice slice(int code) {
        return new Slice(code >> SLICE_BITS, (code & MATURED) != 0, (code & CROSSOVER) != 0);
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
