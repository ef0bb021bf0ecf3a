package io.exposures.quickstart;

import io.exposures.quickstart.oracle.Comparison;
import io.exposures.quickstart.oracle.Crossovers;
import io.exposures.quickstart.oracle.ExperimentKey;
import io.exposures.quickstart.oracle.ExperimentNumbers;
import io.exposures.quickstart.oracle.InputLogs;
import io.exposures.quickstart.oracle.Oracle;
import io.exposures.quickstart.oracle.Results;
import io.exposures.quickstart.oracle.Rules;
import io.exposures.quickstart.oracle.UnitNumbers;
import io.exposures.quickstart.pipeline.JoinerApi;
import io.exposures.quickstart.pipeline.Pipeline;
import io.exposures.quickstart.pipeline.PipelineReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** Holds what a pipeline came to against what the oracle computes from the records in its input topics. */
public final class Verification {

    /** What the joiner publishes now and then may be behind what it has committed by this much, and no more. */
    private static final Duration PUBLICATION_LIMIT = Duration.ofSeconds(20);

    private static final Duration STEP = Duration.ofMillis(250);

    private static final int ASKED_USERS = 200;

    private final Pipeline pipeline;
    private final PipelineReader reader;
    private final Rules rules;
    private final JoinerApi api;

    /** Of a pipeline whose joiner is up. */
    public Verification(Pipeline pipeline, Rules rules) {
        this.pipeline = pipeline;
        this.reader = new PipelineReader(pipeline);
        this.rules = rules;
        this.api = new JoinerApi(pipeline.joiner().awaitUp());
    }

    /**
     * What was found.
     *
     * @param inputRecords records in the input topics
     * @param results what the pipeline came to
     * @param differences where that differs from what it must come to, a sentence each
     */
    public record Finding(long inputRecords, Results results, List<String> differences) {

        public Finding {
            differences = List.copyOf(differences);
        }

        /** Whether there is no difference. */
        public boolean match() {
            return differences.isEmpty();
        }

        Finding with(List<String> more) {
            List<String> all = new ArrayList<>(differences);
            all.addAll(more);
            return new Finding(inputRecords, results, all);
        }
    }

    /**
     * Waits until the joiner is through with everything, then compares; once more if the joiner has added heartbeats
     * meanwhile.
     *
     * @param left is told now and then how many records are still to be read
     */
    public Finding verify(LongConsumer left) {
        Finding finding = verifyNow(left);
        while (!finding.match() && reader.inputs().records() != finding.inputRecords()) {
            finding = verifyNow(left);
        }
        return finding;
    }

    private Finding verifyNow(LongConsumer left) {
        reader.awaitSettled(left);
        InputLogs logs = reader.inputs();
        Results expected = Oracle.resultsOf(logs, rules);
        Results topics = new Results(
                reader.rows(), reader.statuses(), new TreeMap<>(), new EnumMap<>(Crossovers.class), new TreeMap<>());
        boolean topicsMatch =
                expected.rows().equals(topics.rows()) && expected.statuses().equals(topics.statuses());
        long deadline = System.nanoTime() + (topicsMatch ? PUBLICATION_LIMIT : Duration.ZERO).toNanos();
        while (true) {
            Finding finding = compare(logs.records(), expected, topics);
            if (finding.match() || System.nanoTime() - deadline > 0) {
                return finding;
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    private Finding compare(long inputRecords, Results expected, Results topics) {
        try {
            Results actual = withAnswers(topics, expected);
            return new Finding(inputRecords, actual, Comparison.differences(expected, actual));
        } catch (IOException e) {
            pipeline.joiner().checkAlive();
            return new Finding(inputRecords, topics, List.of("the joiner does not answer: " + e.getMessage()));
        }
    }

    private Results withAnswers(Results topics, Results expected) throws IOException {
        Map<Crossovers, SortedMap<ExperimentKey, ExperimentNumbers>> experiments = new EnumMap<>(Crossovers.class);
        for (Crossovers crossovers : Crossovers.values()) {
            experiments.put(crossovers, api.experiments(crossovers));
        }
        return new Results(topics.rows(), topics.statuses(), api.classes(), experiments, users(expected));
    }

    /** Some users, spread over all. */
    private SortedMap<String, List<UnitNumbers>> users(Results expected) throws IOException {
        List<String> all = new ArrayList<>(expected.users().keySet());
        SortedMap<String, List<UnitNumbers>> users = new TreeMap<>();
        for (int i = 0; i < Math.min(ASKED_USERS, all.size()); i++) {
            String userid = all.get((int) ((long) i * all.size() / Math.min(ASKED_USERS, all.size())));
            users.put(userid, api.user(userid));
        }
        return users;
    }
}
