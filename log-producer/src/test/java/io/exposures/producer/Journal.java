package io.exposures.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.records.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a test handed in, written down before each call and apart from all that the client counts: the oracle for what is
 * on the topic and for the counts.
 */
final class Journal {

    private final Queue<String> handedIn = new ConcurrentLinkedQueue<>();

    /** Hands in one outcome, whose id and place in its user's order tell it apart from all others. */
    void log(KafkaLogClient client, String thread, int sequence) {
        String id = thread + "-" + sequence;
        handedIn.add(id);
        client.outcomeLogger()
                .log(
                        thread + "-user-" + sequence % 7,
                        OutcomeEvent.named("click").withId(id).withValue(sequence));
    }

    void log(KafkaLogClient client, String thread, int from, int to) {
        for (int i = from; i < to; i++) {
            log(client, thread, i);
        }
    }

    int size() {
        return handedIn.size();
    }

    /**
     * The topic has exactly the records that the client counts as delivered, each once and each of a user in order, and
     * what it does not have is exactly what the client counts as dropped or waiting.
     */
    void assertExactly(KafkaLogClient client, List<ConsumerRecord<String, Outcome>> topic) {
        RecordCounts counts = client.counts(RecordKind.OUTCOME);
        List<String> ids = ids(topic);
        Set<String> distinct = new HashSet<>(ids);
        assertThat(ids).as("no copies").hasSameSizeAs(distinct);
        assertThat(new HashSet<>(handedIn).containsAll(distinct))
                .as("nothing but what was handed in")
                .isTrue();
        assertThat(counts.handedIn()).isEqualTo(handedIn.size());
        assertThat(counts.delivered()).as("delivered: %s", counts).isEqualTo(ids.size());
        assertThat(counts.droppedInAll() + counts.waiting())
                .as("missing: %s", counts)
                .isEqualTo(handedIn.size() - ids.size());
        assertInOrder(topic);
    }

    /** Every user's records are on the topic in the order in which they were handed in. */
    static void assertInOrder(List<ConsumerRecord<String, Outcome>> topic) {
        Map<String, Double> last = new HashMap<>();
        for (ConsumerRecord<String, Outcome> read : topic) {
            Double before = last.put(read.key(), read.value().getValue());
            assertThat(before == null ? -1.0 : before)
                    .as("order of %s", read.key())
                    .isLessThan(read.value().getValue());
        }
    }

    static List<String> ids(List<ConsumerRecord<String, Outcome>> topic) {
        List<String> ids = new ArrayList<>();
        topic.forEach(read -> ids.add(read.value().getEventId()));
        return ids;
    }

    /** Long enough for anything that is not broken. */
    static Duration patience() {
        return Duration.ofSeconds(60);
    }
}
