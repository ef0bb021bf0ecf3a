package io.exposures.benchmarks.results;

import io.exposures.joiner.http.HttpApi;
import io.exposures.joiner.http.HttpSettings;
import io.exposures.joiner.http.InstanceHealth;
import io.exposures.joiner.http.Queries;
import io.exposures.joiner.http.Readiness;
import io.exposures.joiner.http.Telemetry;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.Slice;
import io.exposures.joiner.query.ArmStats;
import io.exposures.joiner.query.AsOf;
import io.exposures.joiner.query.CellSums;
import io.exposures.joiner.query.Explanation;
import io.exposures.joiner.query.MergedStats;
import io.exposures.joiner.query.MetricStats;
import io.exposures.joiner.query.PartitionSummary;
import io.exposures.joiner.query.Placements;
import io.exposures.joiner.query.RecountReport;
import io.exposures.joiner.query.RejectedSamples;
import io.exposures.joiner.query.Snapshots;
import io.exposures.joiner.query.Sums;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/** The joiner's HTTP side over snapshots of one experiment that are made up. */
final class ResultsServer implements AutoCloseable {

    static final String EXPERIMENT = "experiment";

    private static final ExperimentId ID = new ExperimentId(EXPERIMENT, EXPERIMENT);
    private static final int PARTITIONS = 4;
    private static final long UNITS = 5_000;
    private static final long BUYERS = 9;
    private static final Slice MATURED = new Slice(0, true, false);
    private static final Slice YOUNG = new Slice(0, false, false);
    private static final Slice CROSSED = new Slice(0, true, true);
    private static final Duration PEERS = Duration.ofSeconds(1);

    private final int arms;
    private final int metrics;
    private final SplittableRandom random = new SplittableRandom(1);
    private final Snapshots snapshots = new Snapshots();
    private final HttpApi http;
    private long offset;

    ResultsServer(int arms, int metrics) {
        this.arms = arms;
        this.metrics = metrics;
        MergedStats stats = new MergedStats(
                snapshots, () -> true, id -> Optional.empty(), (userid, replica) -> Optional.empty(), PARTITIONS);
        Queries queries = new Queries(
                stats,
                name -> List.of(),
                (userid, eventId, replica) -> new Explanation(userid, eventId, 0, null, List.of(), ""),
                new RejectedSamples(),
                experiment -> new RecountReport(new TreeMap<>(), new TreeSet<>()),
                Placements.ALONE);
        http = new HttpApi(
                queries,
                () -> InstanceHealth.of(Readiness.READY),
                new Silence(),
                new HttpSettings("127.0.0.1", 0, PEERS));
        publish();
        http.start();
    }

    int port() {
        return http.port();
    }

    /** New numbers of every partition, as after each commit. */
    void publish() {
        offset++;
        for (int partition = 0; partition < PARTITIONS; partition++) {
            SortedMap<String, ArmStats> all = new TreeMap<>();
            for (int arm = 0; arm < arms; arm++) {
                all.put("{\"arm\":" + arm + "}", arm());
            }
            AsOf asOf = new AsOf(offset, offset, Instant.EPOCH.plusSeconds(offset), null);
            snapshots.put(new PartitionSummary(ID, partition, asOf, all, null, Map.of()));
        }
    }

    private ArmStats arm() {
        SortedMap<String, MetricStats> sums = new TreeMap<>();
        for (int metric = 0; metric < metrics; metric++) {
            SortedMap<Slice, CellSums> cells = new TreeMap<>();
            cells.put(MATURED, cell());
            cells.put(YOUNG, cell());
            cells.put(CROSSED, cell());
            sums.put("metric " + metric, new MetricStats(simple(), simple(), cells));
        }
        SortedMap<Slice, Long> slices = new TreeMap<>(Map.of(MATURED, UNITS, YOUNG, UNITS / 5, CROSSED, 9L));
        long units = slices.values().stream().mapToLong(Long::longValue).sum();
        return new ArmStats(units, 9, sums, slices, new TreeMap<>(Map.of(0, units)));
    }

    private Sums simple() {
        BigDecimal y = value();
        return new Sums(BUYERS, BUYERS, BUYERS, times(y), times(y.pow(2)));
    }

    /** Some units have the same value, of a size and with the digits that sums have after weeks. */
    private CellSums cell() {
        BigDecimal y = value();
        BigDecimal x = value();
        return new CellSums(
                BUYERS, 3, times(y), times(y.pow(2)), times(y.pow(3)), times(x), times(x.pow(2)), times(x.multiply(y)));
    }

    private static BigDecimal times(BigDecimal value) {
        return value.multiply(BigDecimal.valueOf(BUYERS));
    }

    private BigDecimal value() {
        return BigDecimal.valueOf(random.nextLong(1_000_000L, 90_000_000L), 6);
    }

    @Override
    public void close() {
        http.close();
    }

    /** Nobody asks for metrics. */
    private static final class Silence implements Telemetry {
        @Override
        public void served(String method, String route, int status, Duration time) {}

        @Override
        public void askedPeer(String result) {}

        @Override
        public Page scrape(String accept) {
            return new Page("text/plain", "");
        }
    }
}
