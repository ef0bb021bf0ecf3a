package io.exposures.joiner;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.schemas.Topic;
import io.exposures.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TopicRulesTest {

    private static final Topics TOPICS = Topics.withPrefix("shop.");
    private static final String BROKER = "kafka-1:9092";

    private final Map<String, TopicState> states = fitting();

    @Test
    void findNothingWhenTopicsAreAsCreated() {
        assertThat(findings()).isEmpty();
    }

    @Test
    void nameTheCommandThatCreatesAMissingTopic() {
        states.remove("shop.ledger");
        assertThat(only().message())
                .isEqualTo("topic shop.ledger: it is missing, expected it to exist. Create what is missing with: "
                        + "bin/topics --create --bootstrap-server kafka-1:9092 --prefix shop.");
        assertThat(only().fatal()).isTrue();
    }

    @Test
    void wantTheBrokersClockOnInputs() {
        set("shop.outcomes", "message.timestamp.type", "CreateTime");
        assertThat(only().message())
                .isEqualTo("topic shop.outcomes: message.timestamp.type is CreateTime, expected LogAppendTime. "
                        + "Change it with: kafka-configs.sh --bootstrap-server kafka-1:9092 --alter --entity-type topics "
                        + "--entity-name shop.outcomes --add-config 'message.timestamp.type=LogAppendTime'");
        assertThat(only().fatal()).isTrue();
    }

    @Test
    void wantOutputsCompacted() {
        set("shop.exposed-outcomes", "cleanup.policy", "delete");
        assertThat(only().message()).contains("shop.exposed-outcomes: cleanup.policy is delete, expected compact.");
        assertThat(only().fatal()).isTrue();
    }

    @Test
    void wantInputsKeptWhole() {
        set("shop.exposures", "cleanup.policy", "compact");
        assertThat(only().message()).contains("shop.exposures: cleanup.policy is compact, expected delete.");
        assertThat(only().fatal()).isTrue();
    }

    @Test
    void wantAsManyPartitionsOfBothInputs() {
        repartition("shop.exposures", 2);
        assertThat(only().message())
                .startsWith("topic shop.exposures: the number of partitions is 2, expected 4, the same for all topics"
                        + " spread by userid. While the topic is empty: kafka-topics.sh --bootstrap-server kafka-1:9092"
                        + " --alter --topic shop.exposures --partitions 4 ;");
    }

    @Test
    void wantOutputsCreatedAnewWhenTheirPartitionsDiffer() {
        repartition("shop.unit-status", 2);
        assertThat(only().message())
                .contains("shop.unit-status: the number of partitions is 2, expected 4")
                .contains("kafka-topics.sh --bootstrap-server kafka-1:9092 --delete --topic shop.unit-status ;")
                .contains("new application.id");
    }

    @Test
    void wantOnePartitionOfWhatEveryInstanceReads() {
        repartition("shop.summaries", 4);
        assertThat(only().message()).contains("shop.summaries: the number of partitions is 4, expected 1.");
    }

    @Test
    void wantRoomForGreatSnapshots() {
        set("shop.summaries", "max.message.bytes", "1048588");
        assertThat(only().message()).contains("max.message.bytes is 1048588, expected 8388608");
        assertThat(only().fatal()).isTrue();
    }

    @Test
    void acceptMoreRoomThanNeeded() {
        set("shop.summaries", "max.message.bytes", "16777216");
        assertThat(findings()).isEmpty();
    }

    @Test
    void onlyAdviseOnRetention() {
        set("shop.exposures", "retention.ms", "3600000");
        assertThat(only().fatal()).isFalse();
    }

    @Test
    void passTheFileWithCredentialsOn() {
        states.remove("shop.ledger");
        TopicCommands commands = new TopicCommands(BROKER, "shop.", "client.properties");
        assertThat(new TopicRules(TOPICS, commands).findings(states).get(0).remedy())
                .endsWith("--prefix shop. --command-config client.properties");
    }

    @Test
    void countThePartitionsOfInputs() {
        TopicRules rules = new TopicRules(TOPICS, new TopicCommands(BROKER, "shop.", null));
        assertThat(rules.inputPartitions(states)).isEqualTo(4);
        assertThat(rules.inputPartitions(Map.of())).isZero();
    }

    private TopicFinding only() {
        assertThat(findings()).hasSize(1);
        return findings().get(0);
    }

    private List<TopicFinding> findings() {
        return new TopicRules(TOPICS, new TopicCommands(BROKER, "shop.", null)).findings(states);
    }

    private void set(String topic, String setting, String value) {
        states.computeIfPresent(topic, (name, state) -> {
            Map<String, String> config = new HashMap<>(state.config());
            config.put(setting, value);
            return new TopicState(name, state.partitions(), state.replicas(), config);
        });
    }

    private void repartition(String topic, int partitions) {
        states.computeIfPresent(
                topic, (name, state) -> new TopicState(name, partitions, state.replicas(), state.config()));
    }

    private static Map<String, TopicState> fitting() {
        Map<String, TopicState> states = new TreeMap<>();
        for (Topic<?> topic : TOPICS.all()) {
            states.put(topic.name(), new TopicState(topic.name(), topic.partitions(4), 1, topic.config()));
        }
        return states;
    }
}
