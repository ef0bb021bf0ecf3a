package io.exposures.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.records.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a test handed in, written down before each call and apart from all that the client counts: the oracle for what is
 * on the topic and for the counts. Records are told apart by the thread that handed them in and a number of its own, which
 * only grows.
 */
final class Journal {

    private final Map<String, BitSet> handedIn = new ConcurrentHashMap<>();

    /** Hands in one outcome, whose id and place in its user's order tell it apart from all others. */
    void log(KafkaLogClient client, String thread, int sequence) {
        handedIn.computeIfAbsent(thread, name -> new BitSet()).set(sequence);
        client.outcomeLogger()
                .log(
                        thread + "-user-" + sequence % 7,
                        OutcomeEvent.named("click")
                                .withId(thread + "-" + sequence)
                                .withValue(sequence));
    }

    void log(KafkaLogClient client, String thread, int from, int to) {
        for (int i = from; i < to; i++) {
            log(client, thread, i);
        }
    }

    /** Another process handed in records with the numbers from 0, by one thread. */
    void note(String thread, int records) {
        handedIn.computeIfAbsent(thread, name -> new BitSet()).set(0, records);
    }

    /** How many records were handed in. */
    int size() {
        return handedIn.values().stream().mapToInt(BitSet::cardinality).sum();
    }

    /**
     * The topic has exactly the records that the client counts as delivered, each once and each of a user in order, and
     * what it does not have is exactly what the client counts as dropped or waiting.
     *
     * @param topic gives every record of the topic to whom it is called with, partition by partition in order
     */
    void assertExactly(KafkaLogClient client, Consumer<Consumer<ConsumerRecord<String, Outcome>>> topic) {
        Arrivals arrivals = arrivals(topic);
        RecordCounts counts = client.counts(RecordKind.OUTCOME);
        assertThat(arrivals.copies).as("no copies").isEmpty();
        arrivals.assertPlausible();
        assertThat(counts.handedIn()).as("handed in").isEqualTo(size());
        assertThat(counts.delivered()).as("delivered: %s", counts).isEqualTo(arrivals.records);
        assertThat(counts.droppedInAll() + counts.waiting())
                .as("missing: %s", counts)
                .isEqualTo(size() - arrivals.records);
    }

    /** The topic has each record that was handed in, some perhaps more than once, in whatever order, and nothing else. */
    void assertEachAtLeastOnce(Consumer<Consumer<ConsumerRecord<String, Outcome>>> topic) {
        Arrivals arrivals = arrivals(topic);
        assertThat(arrivals.strangers).as("nothing but what was handed in").isEmpty();
        assertThat(arrivals.distinct()).as("distinct records").isEqualTo(size());
    }

    /** What is on the topic, compared record by record with what was handed in. */
    Arrivals arrivals(Consumer<Consumer<ConsumerRecord<String, Outcome>>> topic) {
        Arrivals arrivals = new Arrivals();
        topic.accept(arrivals::add);
        return arrivals;
    }

    /** What arrived. */
    final class Arrivals {

        private final Map<String, BitSet> seen = new HashMap<>();
        private final Map<String, Integer> last = new HashMap<>();
        private final List<String> copies = new ArrayList<>();
        private final List<String> strangers = new ArrayList<>();
        private final List<String> overtaken = new ArrayList<>();
        private long records;

        private void add(ConsumerRecord<String, Outcome> read) {
            records++;
            String id = read.value().getEventId();
            String thread = id.substring(0, Math.max(id.lastIndexOf('-'), 0));
            BitSet known = handedIn.get(thread);
            int sequence = known == null ? 0 : Integer.parseInt(id.substring(thread.length() + 1));
            if (known == null || !known.get(sequence)) {
                strangers.add(id);
            } else {
                add(id, sequence, read.key(), seen.computeIfAbsent(thread, name -> new BitSet()));
            }
        }

        private void add(String id, int sequence, String userid, BitSet seenOfThread) {
            if (seenOfThread.get(sequence)) {
                copies.add(id);
                return;
            }
            seenOfThread.set(sequence);
            Integer before = last.put(userid, sequence);
            if (before != null && before > sequence) {
                overtaken.add(id);
            }
        }

        /** Ids of records that were there already. */
        List<String> copies() {
            return copies;
        }

        /** How many different records there are. */
        long distinct() {
            return records - copies.size() - strangers.size();
        }

        /** Nothing but what was handed in, and every user's records in the order in which they were handed in. */
        void assertPlausible() {
            assertThat(strangers).as("nothing but what was handed in").isEmpty();
            assertThat(overtaken).as("in the order of their user").isEmpty();
        }
    }

    /** Long enough for anything that is not broken. */
    static Duration patience() {
        return Duration.ofSeconds(60);
    }
}
