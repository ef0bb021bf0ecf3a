package io.exposures.producer;

import static io.exposures.producer.Counts.properties;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exposures.records.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The oracle of the integration tests catches what it is there for. */
class JournalTest {

    private final Journal journal = new Journal();
    private final KafkaLogClient client = FakeKafka.healthy().client(properties());
    private final List<ConsumerRecord<String, Outcome>> topic = new ArrayList<>();

    @BeforeEach
    void deliverTwenty() {
        journal.log(client, "main", 0, 20);
        client.close(Duration.ofSeconds(20));
        IntStream.range(0, 20).forEach(i -> topic.add(read("main-" + i, i)));
    }

    @Test
    void aTopicThatHasExactlyWhatWasHandedInPasses() {
        assertThatCode(() -> journal.assertExactly(client, topic::forEach)).doesNotThrowAnyException();
    }

    @Test
    void aCopyIsCaught() {
        topic.add(topic.get(19));

        assertThatThrownBy(() -> journal.assertExactly(client, topic::forEach)).hasMessageContaining("no copies");
    }

    @Test
    void aLossThatIsNotCountedIsCaught() {
        topic.remove(19);

        assertThatThrownBy(() -> journal.assertExactly(client, topic::forEach)).hasMessageContaining("delivered");
    }

    @Test
    void aLossAndACopyDoNotCancel() {
        topic.set(19, topic.get(18));

        assertThatThrownBy(() -> journal.assertExactly(client, topic::forEach)).hasMessageContaining("no copies");
    }

    @Test
    void aStrangerIsCaught() {
        topic.set(19, read("stranger", 19));

        assertThatThrownBy(() -> journal.assertExactly(client, topic::forEach)).hasMessageContaining("nothing but");
    }

    @Test
    void recordsOfAUserThatSwappedPlacesAreCaught() {
        Collections.swap(topic, 1, 8);

        assertThatThrownBy(() -> journal.assertExactly(client, topic::forEach)).hasMessageContaining("in the order");
    }

    private static ConsumerRecord<String, Outcome> read(String id, int sequence) {
        String userid = "main-user-" + sequence % 7;
        Outcome outcome = Outcome.newBuilder()
                .setEventId(id)
                .setUserid(userid)
                .setTime(Examples.NOON)
                .setEvent("click")
                .setValue((double) sequence)
                .setExtraData(Map.of())
                .build();
        return new ConsumerRecord<>("outcomes", 0, sequence, userid, outcome);
    }
}
