package io.exposures.quickstart.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.exposures.quickstart.oracle.Crossovers;
import io.exposures.quickstart.oracle.ExperimentKey;
import io.exposures.quickstart.oracle.ExperimentNumbers;
import io.exposures.quickstart.oracle.InputLogs;
import io.exposures.quickstart.oracle.Oracle;
import io.exposures.quickstart.oracle.Rules;
import io.exposures.quickstart.pipeline.JoinerApi;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Reads what instances answer all the time. Whatever happens, an answer is either a refusal or right: what it describes
 * never goes back, the ledger balances, and the sums are those of the records up to where it says they are.
 */
final class Watcher implements AutoCloseable {

    private static final long STEP_NANOS = 50_000_000;
    private static final int KEPT = 25;

    private final Supplier<List<URI>> addresses;
    private final RandomGenerator random;
    private final Map<String, Long> furthest = new TreeMap<>();
    private final List<Sighting> sightings = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final Thread thread = new Thread(this::watch, "watcher");
    private volatile boolean stopped;
    private long answers;
    private long refusals;
    private long seen;

    Watcher(Supplier<List<URI>> addresses, long seed) {
        this.addresses = addresses;
        this.random = new SplittableRandom(seed);
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        while (!stopped) {
            for (URI address : addresses.get()) {
                look(address);
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    private synchronized void look(URI address) {
        JoinerApi api = new JoinerApi(address);
        try {
            checkLedger(address, api.answer("/api/v1/ledger"));
            List<ExperimentKey> experiments = api.keys();
            if (!experiments.isEmpty()) {
                ExperimentKey experiment = experiments.get(random.nextInt(experiments.size()));
                JsonNode answer = api.answer(JoinerApi.path(experiment, Crossovers.EXCLUDE));
                keep(Sighting.of(experiment, answer, JoinerApi.numbers(answer)), address);
            }
            answers++;
        } catch (JoinerApi.RefusedException e) {
            refusals++;
            if (e.status() != JoinerApi.NOT_READY) {
                complaints.add(address + " answers " + e.getMessage());
            }
        } catch (IOException e) {
            // It is not there, or does not answer: no answer is no wrong one.
            refusals++;
        }
    }

    private void checkLedger(URI address, JsonNode ledger) {
        for (JsonNode partition : ledger.path("partitions")) {
            int number = partition.path("partition").asInt();
            checkBalance(number, "exposures", partition.path("exposures"));
            checkBalance(number, "outcomes", partition.path("outcomes"));
            checkForwards(address + " ledger", number, partition.path("asOf"));
        }
    }

    private void checkBalance(int partition, String topic, JsonNode ledger) {
        long sum = 0;
        for (JsonNode count : ledger.path("classes")) {
            sum += count.asLong();
        }
        long consumed = ledger.path("consumed").asLong();
        if (sum != consumed) {
            complaints.add("the ledger of " + topic + ", partition " + partition + ", has " + consumed
                    + " records and classes that add up to " + sum);
        }
    }

    private void checkForwards(String what, int partition, JsonNode asOf) {
        checkForwards(
                what + " " + partition + " exposures", asOf.path("exposures").asLong());
        checkForwards(
                what + " " + partition + " outcomes", asOf.path("outcomes").asLong());
    }

    private void checkForwards(String what, long offset) {
        long before = furthest.getOrDefault(what, 0L);
        if (offset < before) {
            complaints.add(what + " went back from " + before + " to " + offset);
        }
        furthest.put(what, Math.max(before, offset));
    }

    /** A random choice of all that was seen. */
    private void keep(Sighting sighting, URI address) {
        String what = address + " " + sighting.experiment() + " ";
        sighting.nextExposures().forEach((partition, next) -> checkForwards(what + partition + " exposures", next));
        sighting.nextOutcomes().forEach((partition, next) -> checkForwards(what + partition + " outcomes", next));
        seen++;
        if (sightings.size() < KEPT) {
            sightings.add(sighting);
        } else {
            long place = random.nextLong(seen);
            if (place < KEPT) {
                sightings.set((int) place, sighting);
            }
        }
    }

    /** What was wrong, a sentence each; compares what was seen with what the oracle makes of the same records. */
    synchronized List<String> verdict(InputLogs logs, Rules rules) {
        List<String> all = new ArrayList<>(complaints);
        for (Sighting sighting : sightings) {
            InputLogs read = logs.before(sighting.nextExposures(), sighting.nextOutcomes());
            ExperimentNumbers expected = Objects.requireNonNull(
                            Oracle.resultsOf(read, rules).experiments().get(Crossovers.EXCLUDE))
                    .getOrDefault(sighting.experiment(), new ExperimentNumbers(new TreeMap<>(), new TreeMap<>()));
            if (!expected.equals(sighting.numbers())) {
                all.add(sighting.experiment() + " was shown at " + sighting.nextExposures() + " "
                        + sighting.nextOutcomes() + " with " + sighting.numbers() + "; expected " + expected);
            }
        }
        return all;
    }

    /** How much was seen, for people. */
    synchronized String summary() {
        return answers + " answers watched, " + sightings.size() + " recomputed, " + refusals + " refused";
    }

    /** Looks no more; returns when the last look is over. */
    void stop() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
