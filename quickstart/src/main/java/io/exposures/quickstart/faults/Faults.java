package io.exposures.quickstart.faults;

import io.exposures.quickstart.faults.Fault.VacuousException;
import io.exposures.quickstart.pipeline.JoinerProcess;
import io.exposures.testing.JvmProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The table of faults. */
final class Faults {

    /** Longer than a session and a transaction may take here. */
    private static final Duration DEAD = Duration.ofSeconds(14);

    private static final Duration MOMENT = Duration.ofMillis(1500);
    private static final Duration STOP = Duration.ofSeconds(40);

    private Faults() {}

    static List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        all.add(new Fault("S1", "joiner killed ten times, then replayed whole", 1, 1, true, Faults::killTenTimes));
        all.add(new Fault("S2", "joiner killed while it starts and restores", 1, 1, false, Faults::killWhileStarting));
        all.add(new Fault("S3", "joiner stopped in order, five times", 1, 1, false, Faults::stopFiveTimes));
        all.add(new Fault("S4", "joiner frozen beyond session and transaction", 1, 2, false, Faults::zombie));
        all.add(new Fault("S6", "instances come and go: 1, 2, 3, 1", 1, 1, false, Faults::scale));
        all.add(new Fault("S7", "everything stands still for moments", 1, 2, false, Faults::hiccups));
        all.add(new Fault("S8", "state damaged while the joiner is down", 1, 1, false, Faults::damagedState));
        all.add(new Fault("S9", "state lost", 1, 1, false, Faults::lostState));
        all.add(new Fault("B9", "the only broker killed three times", 1, 1, false, Faults::killOnlyBroker));
        all.add(new Fault("B1", "each broker role killed in turn", 3, 1, false, BrokerFaults::eachRole));
        all.add(new Fault("B2", "two of three brokers down", 3, 1, false, BrokerFaults::twoOfThree));
        all.add(new Fault(
                "B3", "all brokers killed at once, and one after another", 3, 1, false, BrokerFaults::bounce));
        return List.copyOf(all);
    }

    private static String killTenTimes(Stage stage) throws Exception {
        Unread unread = new Unread();
        for (int blow = 1; blow <= 10; blow++) {
            stage.feed(blow, 11);
            stage.pause(MOMENT);
            stage.joiner(0).kill();
            unread.add(stage.lag());
            stage.joiner(0).restart();
        }
        stage.finishFeed();
        stage.joiner(0).awaitUp();
        return unread.evidence("killed 10 times") + "; " + replay(stage);
    }

    /** A second reading of the log under another application id comes to the same hashes. */
    private static String replay(Stage stage) throws Exception {
        stage.verify();
        JvmProcess certify = JvmProcess.start(
                "certify",
                stage.directory().resolve("certify.log"),
                List.of(),
                "io.exposures.joiner.certify.CertifyMain",
                List.of("--config", stage.joiner(0).settingsFile().toString()));
        if (!certify.ended(Duration.ofMinutes(5)) || certify.exitValue() != 0) {
            throw certify.failure("does not certify", null);
        }
        return "a replay agrees";
    }

    private static String killWhileStarting(Stage stage) throws Exception {
        stage.feed(1, 3);
        Unread unread = new Unread();
        for (int blow = 0; blow < 6; blow++) {
            stage.joiner(0).kill();
            unread.add(stage.lag());
            stage.feed(2 + blow, 9);
            Directories.delete(stage.joiner(0).state());
            stage.joiner(0).restart();
            stage.pause(Duration.ofMillis(blow < 2 ? 100 : 5_000));
        }
        stage.finishFeed();
        stage.joiner(0).awaitUp();
        return unread.evidence("killed 6 times within 0.1 to 5 s of a start without state");
    }

    private static String stopFiveTimes(Stage stage) throws Exception {
        Unread unread = new Unread();
        for (int blow = 1; blow <= 5; blow++) {
            stage.feed(blow, 6);
            stage.pause(MOMENT);
            if (!stage.joiner(0).stop(STOP)) {
                throw new IllegalStateException("the joiner did not stop within " + STOP);
            }
            unread.add(stage.lag());
            stage.joiner(0).restart();
            stage.joiner(0).awaitUp();
        }
        stage.finishFeed();
        return unread.evidence("stopped 5 times");
    }

    private static String zombie(Stage stage) throws Exception {
        stage.feed(1, 4);
        stage.pause(MOMENT);
        JoinerProcess zombie = stage.joiner(1);
        zombie.pause();
        stage.feed(2, 4);
        long atFreeze = stage.lag();
        Thread.sleep(DEAD.toMillis());
        long takenOver = stage.lag();
        stage.feed(3, 4);
        zombie.resume();
        stage.finishFeed();
        if (atFreeze == 0) {
            throw new VacuousException("nothing was unread when the instance was frozen");
        }
        return "frozen for " + DEAD.toSeconds() + " s with " + atFreeze + " records unread, of which the other left "
                + takenOver;
    }

    private static String scale(Stage stage) throws Exception {
        Unread unread = new Unread();
        stage.feed(1, 6);
        stage.addJoiner().awaitUp();
        stage.feed(2, 6);
        unread.add(stage.lag());
        stage.addJoiner().awaitUp();
        stage.feed(3, 6);
        stage.pause(MOMENT);
        JoinerProcess last = stage.joiner(2);
        unread.add(stage.lag());
        stage.forget(last);
        last.stop(STOP);
        stage.feed(4, 6);
        JoinerProcess first = stage.joiner(0);
        stage.forget(first);
        first.kill();
        unread.add(stage.lag());
        stage.feed(5, 6);
        stage.finishFeed();
        return unread.evidence("2 instances came, one was stopped, the first was killed");
    }

    private static String hiccups(Stage stage) throws Exception {
        Unread unread = new Unread();
        for (int blow = 1; blow <= 12; blow++) {
            stage.feed(blow, 13);
            boolean broker = stage.random().nextInt(3) == 0;
            JoinerProcess joiner = stage.joiner(stage.random().nextInt(2));
            unread.add(stage.lag());
            if (broker) {
                stage.brokers().broker(1).pause();
            } else {
                joiner.pause();
            }
            Thread.sleep(50 + stage.random().nextInt(1950));
            if (broker) {
                stage.brokers().broker(1).resume();
            } else {
                joiner.resume();
            }
        }
        stage.finishFeed();
        return unread.evidence("12 pauses of 0.05 to 2 s");
    }

    /** After a clean stop, when everything is in files. */
    private static String damagedState(Stage stage) throws Exception {
        Unread unread = new Unread();
        for (int blow = 1; blow <= 3; blow++) {
            stage.feed(blow, 4);
            stage.pause(MOMENT);
            stage.joiner(0).stop(STOP);
            unread.add(stage.lag());
            damage(stage.joiner(0).state(), blow);
            stage.joiner(0).restart();
            stage.joiner(0).awaitUp();
        }
        stage.finishFeed();
        return unread.evidence("tables, manifests and pointers overwritten");
    }

    private static void damage(Path state, int blow) throws IOException, VacuousException {
        String pattern = List.of(".sst", "MANIFEST", "CURRENT").get(blow - 1);
        List<Path> hit;
        try (Stream<Path> files = Files.walk(state)) {
            hit = files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().contains(pattern))
                    .toList();
        }
        if (hit.isEmpty()) {
            throw new VacuousException("no file of kind " + pattern + " in " + state);
        }
        for (Path file : hit) {
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                bytes.seek(bytes.length() / 3);
                bytes.write("damaged on purpose".getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private static String lostState(Stage stage) throws Exception {
        Unread unread = new Unread();
        for (int blow = 1; blow <= 2; blow++) {
            stage.feed(blow, 3);
            stage.pause(MOMENT);
            stage.joiner(0).kill();
            unread.add(stage.lag());
            Directories.delete(stage.joiner(0).state());
            stage.joiner(0).restart();
            stage.joiner(0).awaitUp();
        }
        stage.finishFeed();
        return unread.evidence("state deleted twice");
    }

    private static String killOnlyBroker(Stage stage) throws Exception {
        Unread unread = new Unread();
        for (int blow = 1; blow <= 3; blow++) {
            stage.feed(blow, 4);
            unread.add(stage.lag());
            stage.brokers().broker(1).kill();
            stage.pause(MOMENT);
            stage.brokers().broker(1).restart();
        }
        stage.finishFeed();
        return unread.evidence("killed 3 times");
    }
}
