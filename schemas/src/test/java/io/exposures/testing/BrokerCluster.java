package io.exposures.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Brokers that form one cluster, each a process, broker and controller at once. With three of them everything internal
 * is replicated three times and needs two.
 */
public final class BrokerCluster implements AutoCloseable {

    private static final int MAJORITY_FROM = 3;

    private final List<BrokerProcess> brokers;

    private BrokerCluster(List<BrokerProcess> brokers) {
        this.brokers = brokers;
    }

    /** Starts a new, empty cluster of {@code size} brokers with the ids 1, 2, and so on. */
    public static BrokerCluster start(int size) {
        List<Integer> ports = new ArrayList<>();
        List<Integer> controllers = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            ports.add(LocalPorts.free());
            controllers.add(LocalPorts.free());
        }
        List<Callable<BrokerProcess>> starts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int port = ports.get(i);
            Map<String, String> settings = settings(i, ports, controllers);
            starts.add(() -> BrokerProcess.start(port, settings));
        }
        return new BrokerCluster(List.copyOf(all(starts)));
    }

    private static Map<String, String> settings(int index, List<Integer> ports, List<Integer> controllers) {
        Map<String, String> settings = new TreeMap<>();
        List<String> voters = new ArrayList<>();
        for (int i = 0; i < controllers.size(); i++) {
            voters.add((i + 1) + "@127.0.0.1:" + controllers.get(i));
        }
        String copies = Integer.toString(ports.size());
        String needed = ports.size() >= MAJORITY_FROM ? "2" : "1";
        settings.put("node.id", Integer.toString(index + 1));
        settings.put("controller.quorum.voters", String.join(",", voters));
        settings.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + ports.get(index) + ",CONTROLLER://127.0.0.1:" + controllers.get(index));
        settings.put("offsets.topic.replication.factor", copies);
        settings.put("transaction.state.log.replication.factor", copies);
        settings.put("transaction.state.log.min.isr", needed);
        settings.put("default.replication.factor", copies);
        settings.put("min.insync.replicas", needed);
        settings.put("unclean.leader.election.enable", "false");
        settings.put("controller.quorum.election.timeout.ms", "500");
        settings.put("controller.quorum.fetch.timeout.ms", "1500");
        return settings;
    }

    /** Where clients connect. */
    public String bootstrapServers() {
        return brokers.stream().map(BrokerProcess::bootstrapServers).collect(Collectors.joining(","));
    }

    /** How many brokers there are, running or not. */
    public int size() {
        return brokers.size();
    }

    /** The broker with this id. */
    public BrokerProcess broker(int id) {
        return brokers.get(id - 1);
    }

    /** Starts all killed brokers again, at once: none of them is ready without a majority. */
    public void restart(List<Integer> ids) {
        List<Callable<Void>> starts = new ArrayList<>();
        for (int id : ids) {
            starts.add(() -> {
                broker(id).restart();
                return null;
            });
        }
        all(starts);
    }

    private static <T extends @org.jspecify.annotations.Nullable Object> List<T> all(List<Callable<T>> calls) {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a broker of the cluster did not start", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting brokers", e);
        } finally {
            threads.shutdownNow();
        }
    }

    @Override
    public void close() {
        List<BrokerProcess> last = new ArrayList<>(brokers);
        Collections.reverse(last);
        last.forEach(BrokerProcess::close);
    }
}
