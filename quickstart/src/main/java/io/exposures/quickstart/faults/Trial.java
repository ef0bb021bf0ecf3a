package io.exposures.quickstart.faults;

import io.exposures.quickstart.Verification;
import io.exposures.quickstart.oracle.Rules;
import io.exposures.quickstart.shop.Delivery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One fault, tried.
 *
 * @param fault which
 * @param seconds how long it took
 * @param records records in the input topics
 * @param evidence what shows that the fault happened
 * @param wrong what came out wrong, a sentence each
 */
record Trial(Fault fault, long seconds, long records, String evidence, List<String> wrong) {

    private static final Rules RULES = new Rules(Duration.ofHours(24), Duration.ofDays(7), 1000, 3600);

    Trial {
        wrong = List.copyOf(wrong);
    }

    boolean held() {
        return wrong.isEmpty();
    }

    /**
     * Sets the stage, lets the fault strike, and looks at everything that came out.
     *
     * @param fault what is tried
     * @param traffic what is handed in
     * @param directory for the files of instances; must exist
     * @param seed decides when blows fall
     */
    static Trial of(Fault fault, List<Delivery> traffic, Path directory, long seed) {
        long start = System.nanoTime();
        List<String> wrong = new ArrayList<>();
        String evidence = "";
        long records = 0;
        try (Stage stage = new Stage(directory, fault, RULES, traffic, seed);
                Watcher watcher = new Watcher(stage::addresses, seed)) {
            evidence = fault.strike().on(stage);
            wrong.addAll(stage.finishFeed());
            Verification.Finding finding = stage.verify();
            records = finding.inputRecords();
            wrong.addAll(finding.differences());
            watcher.stop();
            wrong.addAll(watcher.verdict(stage.inputs(), RULES));
            evidence += "; " + watcher.summary();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            wrong.add("interrupted");
        } catch (Exception e) {
            wrong.add(e.toString());
        }
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        return new Trial(fault, seconds, records, evidence, wrong);
    }
}
