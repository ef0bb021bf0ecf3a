package io.exposures.joiner.topology;

import io.exposures.joiner.join.ArmTally;
import io.exposures.joiner.join.BoundedNames;
import io.exposures.joiner.join.CellKey;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.ExperimentTally;
import io.exposures.joiner.join.Matured;
import io.exposures.joiner.join.MetricCell;
import io.exposures.joiner.join.Slice;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What is kept once a partition: progress and ledger, names of metrics, sums. Lives in memory as objects; each part is
 * written back when a record has changed it, so that the store is right at every commit. Confined to the stream thread.
 */
final class PartitionStore {

    private static final int METRIC_LIMIT = 256;
    private static final Bytes PROGRESS = key('P');
    private static final Bytes METRICS = key('M');
    private static final Bytes MATURED = key('T');
    private static final byte EXPERIMENT = 'E';
    private static final byte ARM = 'A';
    private static final byte CELL = 'C';

    private final KeyValueStore<Bytes, byte[]> store;
    private final Map<ExperimentId, ExperimentTally> experiments = new TreeMap<>();
    private Progress progress = Progress.start();
    private Matured matured = Matured.NONE;
    private BoundedNames metrics = new BoundedNames(METRIC_LIMIT, List.of());

    PartitionStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        load();
    }

    /** Position, clock and record counts. */
    Progress progress() {
        return progress;
    }

    /** Names that metrics are counted under. */
    BoundedNames metrics() {
        return metrics;
    }

    Map<ExperimentId, ExperimentTally> experiments() {
        return experiments;
    }

    ExperimentTally experiment(ExperimentId key) {
        return experiments.computeIfAbsent(key, k -> new ExperimentTally());
    }

    void save(Progress changed) {
        progress = changed;
        store.put(PROGRESS, ProgressCodec.encode(changed));
    }

    void saveMetrics() {
        store.put(METRICS, new StateWriter().texts(metrics.names()).toBytes());
    }

    void saveExperiment(ExperimentId key) {
        ExperimentTally tally = experiment(key);
        store.put(key(EXPERIMENT, key.name(), key.salt()), TallyCodec.encode(tally));
    }

    /** Which units are counted as matured. */
    Matured matured() {
        return matured;
    }

    void save(Matured changed) {
        matured = changed;
        store.put(MATURED, changed.place());
    }

    /** Writes the sums that changed, and no others. */
    void saveSums(ExperimentId key) {
        ExperimentTally tally = experiment(key);
        tally.takeChangedArms().forEach(arm -> {
            ArmTally numbers = tally.arms().get(arm);
            if (numbers != null) {
                saveArm(key, arm, numbers);
            }
        });
    }

    private void saveArm(ExperimentId key, String arm, ArmTally numbers) {
        if (numbers.takeChangedUnits()) {
            store.put(key(ARM, key.name(), key.salt(), arm), TallyCodec.encode(numbers));
        }
        for (CellKey changed : numbers.takeChangedCells()) {
            MetricCell cell = numbers.cell(changed);
            store.put(cellKey(key, arm, changed), cell.equals(MetricCell.NONE) ? null : TallyCodec.encode(cell));
        }
    }

    private static Bytes cellKey(ExperimentId key, String arm, CellKey cell) {
        String slice = Integer.toString(TallyCodec.code(cell.slice()));
        return key(CELL, key.name(), key.salt(), arm, cell.metric(), slice);
    }

    private void load() {
        List<KeyValue<Bytes, byte[]>> arms = new ArrayList<>();
        List<KeyValue<Bytes, byte[]>> cells = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
            entries.forEachRemaining(entry -> {
                switch (entry.key.get()[0]) {
                    case 'P' -> progress = ProgressCodec.decode(entry.value);
                    case 'M' -> metrics = new BoundedNames(METRIC_LIMIT, new StateReader(entry.value).texts());
                    case EXPERIMENT -> loadExperiment(entry);
                    case 'T' -> matured = Matured.at(entry.value);
                    case ARM -> arms.add(entry);
                    case CELL -> cells.add(entry);
                    default -> throw new IllegalStateException("stored partition state: unknown key " + entry.key);
                }
            });
        }
        arms.forEach(this::loadArm);
        cells.forEach(this::loadCell);
    }

    private void loadExperiment(KeyValue<Bytes, byte[]> entry) {
        List<String> key = parts(entry.key);
        experiments.put(new ExperimentId(key.get(0), key.get(1)), TallyCodec.decodeExperiment(entry.value));
    }

    private void loadArm(KeyValue<Bytes, byte[]> entry) {
        List<String> key = parts(entry.key);
        experiment(new ExperimentId(key.get(0), key.get(1))).restore(key.get(2), TallyCodec.decodeArm(entry.value));
    }

    private void loadCell(KeyValue<Bytes, byte[]> entry) {
        List<String> key = parts(entry.key);
        ArmTally arm =
                experiment(new ExperimentId(key.get(0), key.get(1))).arms().get(key.get(2));
        if (arm == null) {
            throw new IllegalStateException("stored partition state: sums of an unknown arm, key " + entry.key);
        }
        Slice slice = TallyCodec.slice(Integer.parseInt(key.get(4)));
        arm.restore(new CellKey(key.get(3), slice), TallyCodec.decodeCell(entry.value));
    }

    private static Bytes key(char kind) {
        return Bytes.wrap(new byte[] {(byte) kind});
    }

    private static Bytes key(byte kind, String... parts) {
        byte[] texts = new StateWriter().texts(List.of(parts)).toBytes();
        return Bytes.wrap(
                ByteBuffer.allocate(1 + texts.length).put(kind).put(texts).array());
    }

    private static List<String> parts(Bytes key) {
        byte[] bytes = key.get();
        byte[] texts = new byte[bytes.length - 1];
        System.arraycopy(bytes, 1, texts, 0, texts.length);
        return new StateReader(texts).texts();
    }
}
