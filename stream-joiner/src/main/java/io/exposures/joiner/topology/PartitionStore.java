package io.exposures.joiner.topology;

import io.exposures.joiner.join.BoundedNames;
import io.exposures.joiner.join.CellKey;
import io.exposures.joiner.join.DayCohorts;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.ExperimentTally;
import io.exposures.joiner.join.Matured;
import io.exposures.joiner.join.MetricCell;
import io.exposures.joiner.join.SourceClock;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * What is kept once a partition: progress and ledger, names of metrics, sums. Lives in memory as objects. What records
 * have changed is written to the changelogged store below once a commit, when Kafka Streams asks its caches to give up
 * what they hold: the hook of its own caching stores, which has no public name. Confined to the stream thread.
 */
final class PartitionStore implements StateStore, CachedStateStore<Bytes, byte[]> {

    private static final int METRIC_LIMIT = 256;
    private static final Bytes PROGRESS = key('P');
    private static final Bytes METRICS = key('M');
    private static final Bytes MATURED = key('T');
    private static final Bytes EXPOSURE_SOURCES = key('x');
    private static final Bytes OUTCOME_SOURCES = key('o');
    private static final byte EXPERIMENT = 'E';
    private static final byte ARM = 'A';
    private static final byte CELL = 'C';
    private static final byte DAY_ARM = 'D';
    private static final byte DAY_CELL = 'd';
    private static final byte FINGERPRINT = 'F';

    private final KeyValueStore<Bytes, byte[]> store;
    private final Map<ExperimentId, ExperimentTally> experiments = new TreeMap<>();
    private final Map<Bytes, Supplier<byte[]>> unwritten = new LinkedHashMap<>();
    private final Queue<MomentRequest> moments = new ConcurrentLinkedQueue<>();
    private final Set<ExperimentId> unwrittenExperiments = new HashSet<>();
    private final Set<ExperimentId> unwrittenSums = new HashSet<>();
    private final Set<ExperimentId> unwrittenFingerprints = new HashSet<>();
    private Progress progress = Progress.start();
    private Matured matured = Matured.NONE;
    private BoundedNames metrics = new BoundedNames(METRIC_LIMIT, List.of());
    private SourceClocks exposureSources = sources(EXPOSURE_SOURCES, Map.of());
    private SourceClocks outcomeSources = sources(OUTCOME_SOURCES, Map.of());

    PartitionStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** Position, clock and record counts. */
    Progress progress() {
        return progress;
    }

    /** Position and clock at the newest commit, or a little later; for any thread. */
    Progress committed() {
        byte[] bytes = store.get(PROGRESS);
        return bytes == null ? Progress.start() : ProgressCodec.decode(bytes);
    }

    /** Names that metrics are counted under. */
    BoundedNames metrics() {
        return metrics;
    }

    /** Clocks of the hosts that exposures come from. */
    SourceClocks exposureSources() {
        return exposureSources;
    }

    /** Clocks of the hosts that outcomes come from. */
    SourceClocks outcomeSources() {
        return outcomeSources;
    }

    private SourceClocks sources(Bytes key, Map<String, SourceClock> stored) {
        return new SourceClocks(stored, () -> unwritten.putIfAbsent(key, () -> SourceCodec.encode(sources(key))));
    }

    private Map<String, SourceClock> sources(Bytes key) {
        return (key.equals(EXPOSURE_SOURCES) ? exposureSources : outcomeSources).byHost();
    }

    Map<ExperimentId, ExperimentTally> experiments() {
        return experiments;
    }

    ExperimentTally experiment(ExperimentId key) {
        return experiments.computeIfAbsent(key, k -> new ExperimentTally());
    }

    void save(Progress changed) {
        progress = changed;
        unwritten.putIfAbsent(PROGRESS, () -> ProgressCodec.encode(progress));
    }

    void saveMetrics() {
        unwritten.putIfAbsent(
                METRICS, () -> new StateWriter().texts(metrics.names()).toBytes());
    }

    void saveExperiment(ExperimentId key) {
        unwrittenExperiments.add(key);
    }

    /** Which units are counted as matured. */
    Matured matured() {
        return matured;
    }

    void save(Matured changed) {
        matured = changed;
        unwritten.putIfAbsent(MATURED, () -> matured.place());
    }

    /** The sums that changed are written, and no others. */
    void saveSums(ExperimentId key) {
        unwrittenSums.add(key);
    }

    void saveFingerprint(ExperimentId key) {
        unwrittenFingerprints.add(key);
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        store.init(context, root);
    }

    /** Makes the objects of what is stored; called when the store has been restored and before the first record. */
    void load() {
        experiments.clear();
        clearCache();
        progress = Progress.start();
        matured = Matured.NONE;
        metrics = new BoundedNames(METRIC_LIMIT, List.of());
        exposureSources = sources(EXPOSURE_SOURCES, Map.of());
        outcomeSources = sources(OUTCOME_SOURCES, Map.of());
        List<KeyValue<Bytes, byte[]>> arms = new ArrayList<>();
        List<KeyValue<Bytes, byte[]>> parts = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
            entries.forEachRemaining(entry -> {
                switch (entry.key.get()[0]) {
                    case 'P' -> progress = ProgressCodec.decode(entry.value);
                    case 'M' -> metrics = new BoundedNames(METRIC_LIMIT, new StateReader(entry.value).texts());
                    case 'x' -> exposureSources = sources(EXPOSURE_SOURCES, SourceCodec.decode(entry.value));
                    case 'o' -> outcomeSources = sources(OUTCOME_SOURCES, SourceCodec.decode(entry.value));
                    case EXPERIMENT -> loadExperiment(entry);
                    case 'T' -> matured = Matured.at(entry.value);
                    case ARM, DAY_ARM -> arms.add(entry);
                    case CELL, DAY_CELL, FINGERPRINT -> parts.add(entry);
                    default -> throw new IllegalStateException("stored partition state: unknown key " + entry.key);
                }
            });
        }
        arms.forEach(this::loadArm);
        parts.forEach(this::loadPart);
    }

    private void loadExperiment(KeyValue<Bytes, byte[]> entry) {
        List<String> key = parts(entry.key);
        experiments.put(new ExperimentId(key.get(0), key.get(1)), TallyCodec.decodeExperiment(entry.value));
    }

    private void loadArm(KeyValue<Bytes, byte[]> entry) {
        List<String> key = parts(entry.key);
        ExperimentTally tally = experiment(new ExperimentId(key.get(0), key.get(1)));
        if (entry.key.get()[0] == DAY_ARM) {
            tally.cohorts().restore(Long.parseLong(key.get(2)), key.get(3), TallyCodec.decodeArm(entry.value));
        } else {
            tally.restore(key.get(2), TallyCodec.decodeArm(entry.value));
        }
    }

    private void loadPart(KeyValue<Bytes, byte[]> entry) {
        List<String> key = parts(entry.key);
        ExperimentTally tally = experiment(new ExperimentId(key.get(0), key.get(1)));
        switch (entry.key.get()[0]) {
            case FINGERPRINT -> tally.restore(TallyCodec.decodeFingerprint(entry.value));
            case DAY_CELL ->
                tally.cohorts()
                        .restore(
                                Long.parseLong(key.get(2)),
                                key.get(3),
                                cell(key.get(4), key.get(5)),
                                TallyCodec.decodeCell(entry.value));
            default -> tally.restore(key.get(2), cell(key.get(3), key.get(4)), TallyCodec.decodeCell(entry.value));
        }
    }

    private static CellKey cell(String metric, String slice) {
        return new CellKey(metric, TallyCodec.slice(Integer.parseInt(slice)));
    }

    /** Asks for what is kept as it stands between two records; comes true at the next {@link #answerMoments}. */
    CompletableFuture<Moment> nextMoment(ExperimentId experiment) {
        MomentRequest request = new MomentRequest(experiment, new CompletableFuture<>());
        moments.add(request);
        return request.moment();
    }

    private record MomentRequest(ExperimentId experiment, CompletableFuture<Moment> moment) {}

    /** Answers those who asked; called by the stream thread between records. */
    void answerMoments(UserStore users) {
        for (MomentRequest request = moments.poll(); request != null; request = moments.poll()) {
            if (!request.moment().isCancelled()) {
                answer(request, users.all());
            }
        }
    }

    /** Who asked closes the iterator; if nobody waits any more it is closed here. */
    private void answer(MomentRequest request, KeyValueIterator<Bytes, byte[]> users) {
        ExperimentTally tally = experiments.get(request.experiment());
        Map<ExperimentId, ExperimentTally> copies =
                tally == null ? Map.of() : Map.of(request.experiment(), tally.copy());
        Moment moment = new Moment(progress.nextExposure(), progress.nextOutcome(), matured, copies, users);
        if (!request.moment().complete(moment)) {
            users.close();
        }
    }

    /** Writes what has changed, each part once. */
    @Override
    public void flushCache() {
        unwritten.forEach((key, value) -> store.put(key, value.get()));
        unwrittenExperiments.forEach(key -> put(EXPERIMENT, key, TallyCodec.encode(experiment(key))));
        unwrittenSums.forEach(key -> writeSums(key, experiment(key)));
        unwrittenFingerprints.forEach(
                key -> put(FINGERPRINT, key, TallyCodec.encode(experiment(key).fingerprint())));
        clearCache();
    }

    private void put(byte kind, ExperimentId key, byte[] value) {
        store.put(key(kind, key.name(), key.salt()), value);
    }

    private void writeSums(ExperimentId key, ExperimentTally tally) {
        tally.takeChangedArms().forEach((name, arm) -> {
            if (arm.takeChangedUnits()) {
                store.put(key(ARM, key.name(), key.salt(), name), TallyCodec.encode(arm));
            }
            arm.takeChangedCells().forEach((cell, sums) -> write(cellKey(CELL, key, cell, name), sums));
        });
        tally.cohorts().takeUnwritten().forEach(day -> writeDay(key, day, tally.cohorts()));
    }

    private void writeDay(ExperimentId key, long day, DayCohorts cohorts) {
        String text = Long.toString(day);
        cohorts.arms(day).forEach((name, arm) -> {
            if (arm.takeChangedUnits()) {
                store.put(key(DAY_ARM, key.name(), key.salt(), text, name), TallyCodec.encode(arm));
            }
            arm.takeChangedCells().forEach((cell, sums) -> write(cellKey(DAY_CELL, key, cell, text, name), sums));
        });
    }

    private static Bytes cellKey(byte kind, ExperimentId key, CellKey cell, String... arm) {
        List<String> parts = new ArrayList<>(List.of(key.name(), key.salt()));
        parts.addAll(List.of(arm));
        parts.add(cell.metric());
        parts.add(Integer.toString(TallyCodec.code(cell.slice())));
        return key(kind, parts.toArray(new String[0]));
    }

    private void write(Bytes place, MetricCell sums) {
        store.put(place, sums.isEmpty() ? null : TallyCodec.encode(sums));
    }

    @Override
    public void clearCache() {
        unwritten.clear();
        unwrittenExperiments.clear();
        unwrittenSums.clear();
        unwrittenFingerprints.clear();
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<Bytes, byte[]> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public void close() {
        store.close();
    }

    @Override
    public boolean persistent() {
        return store.persistent();
    }

    @Override
    public boolean isOpen() {
        return store.isOpen();
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
