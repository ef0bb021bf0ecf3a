package io.exposures.quickstart.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ResourcesTest {

    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final Resources resources = Resources.create(() -> {});

    @Test
    void theyAreClosedInReverseOrderAndOnce() throws Exception {
        resources.open(() -> named("first"));
        resources.add(named("second"));

        resources.close();
        resources.close();

        assertThat(events).containsExactly("close second", "close first");
    }

    @Test
    void oneThatCannotBeClosedKeepsNoneOfTheOthersOpen() {
        resources.add(named("first"));
        resources.add(() -> {
            throw new IllegalStateException("stuck");
        });

        assertThatThrownBy(resources::close).hasRootCauseMessage("stuck");

        assertThat(events).containsExactly("close first");
    }

    @Test
    void whatComesTooLateIsNotMadeOrClosedAtOnce() {
        resources.close();

        assertThatThrownBy(() -> resources.open(() -> named("made late"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> resources.add(named("added late"))).isInstanceOf(IllegalStateException.class);

        assertThat(events).containsExactly("close added late");
    }

    @Test
    void closingWaitsForWhatIsBeingMade() throws Exception {
        CountDownLatch closing = new CountDownLatch(1);
        Thread closer = new Thread(() -> {
            closing.countDown();
            resources.close();
        });

        resources.open(() -> {
            closer.start();
            closing.await();
            Awaitility.await().until(() -> closer.getState() == Thread.State.BLOCKED);
            events.add("made");
            return named("it");
        });
        closer.join();

        assertThat(events).containsExactly("made", "close it");
    }

    private AutoCloseable named(String name) {
        return () -> events.add("close " + name);
    }
}
