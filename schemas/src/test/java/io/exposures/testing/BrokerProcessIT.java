package io.exposures.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker contract on a process, and what is left of the process when its parent ends. */
class BrokerProcessIT extends KafkaBrokerContract {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path parentsOutput;

    @TempDir
    private Path parentsTemp;

    @Override
    KafkaBroker startBroker() {
        return BrokerProcess.start();
    }

    @Test
    void aParentThatExitsLeavesNothingBehind() {
        JvmProcess parent = startParent("exit");
        ProcessHandle broker = brokerOf(parent);

        assertThat(parent.ended(PATIENCE)).isTrue();

        assertThat(broker.isAlive()).isFalse();
        assertThat(parentsTemp).isEmptyDirectory();
    }

    @Test
    void aTerminatedParentLeavesNothingBehind() {
        JvmProcess parent = startParent("stay");
        ProcessHandle broker = brokerOf(parent);

        parent.stop(PATIENCE);

        assertThat(broker.isAlive()).isFalse();
        assertThat(parentsTemp).isEmptyDirectory();
    }

    @Test
    void aKilledParentLeavesNoProcessBehind() {
        JvmProcess parent = startParent("stay");
        ProcessHandle broker = brokerOf(parent);

        parent.kill();

        Awaitility.await().atMost(PATIENCE).until(() -> !broker.isAlive());
    }

    @Test
    void aBrokerThatDoesNotStartShowsItsOutput() {
        assertThatThrownBy(() -> BrokerProcess.start(Map.of("num.io.threads", "none")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("num.io.threads");
    }

    private JvmProcess startParent(String mode) {
        return JvmProcess.start(
                "parent",
                parentsOutput.resolve("output.log"),
                List.of("-Djava.io.tmpdir=" + parentsTemp),
                Parent.class.getName(),
                List.of(mode));
    }

    private static ProcessHandle brokerOf(JvmProcess parent) {
        String pid = parent.awaitOutput(Pattern.compile("broker is process (\\d+)"), PATIENCE)
                .group(1);
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /** Main class of a JVM that starts a broker and does not close it. */
    static final class Parent {

        private Parent() {}

        /** Exits or stays, as the argument says. */
        public static void main(String[] args) throws InterruptedException {
            System.out.println("broker is process " + BrokerProcess.start().pid());
            if (args[0].equals("stay")) {
                Thread.currentThread().join();
            }
        }
    }
}
