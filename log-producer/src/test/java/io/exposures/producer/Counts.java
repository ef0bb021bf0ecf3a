package io.exposures.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.Properties;

/** What every test checks of a client's counts. */
final class Counts {

    private Counts() {}

    /** Settings with some of ours on top, as {@code name, value, name, value …}. */
    static Properties properties(String... namesAndValues) {
        Properties properties = Examples.properties("127.0.0.1:1");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return properties;
    }

    /** Nothing is lost track of: for each kind, what came in equals what became of it, once the client has finished. */
    static void assertBalanced(KafkaLogClient client) {
        await().untilAsserted(() -> assertBalancedNow(client));
    }

    private static void assertBalancedNow(KafkaLogClient client) {
        for (RecordKind kind : RecordKind.values()) {
            RecordCounts counts = client.counts(kind);
            assertThat(counts.suppressed() + counts.delivered() + counts.droppedInAll() + counts.waiting())
                    .as("%s: %s", kind, counts)
                    .isEqualTo(counts.handedIn() + counts.recovered());
        }
    }

    /** Counts of a client whose records were handed in by this run, none of them recognised as a repeat. */
    static RecordCounts counts(long handedIn, long delivered, Map<DropReason, Long> dropped, long waiting) {
        return new RecordCounts(handedIn, 0, 0, delivered, dropped, waiting);
    }
}
