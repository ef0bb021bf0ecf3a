package io.exposures.joiner;

import io.exposures.schemas.Topics;
import org.jspecify.annotations.Nullable;

/**
 * The command lines that change topics, ready to be pasted.
 *
 * @param bootstrapServers the brokers
 * @param prefix what topic names start with
 * @param commandConfig file with client settings; null when none is needed
 */
record TopicCommands(
        String bootstrapServers, String prefix, @Nullable String commandConfig) {

    static TopicCommands of(Topics topics, String bootstrapServers, @Nullable String commandConfig) {
        return new TopicCommands(bootstrapServers, topics.prefix(), commandConfig);
    }

    String create() {
        String prefixed = prefix.isEmpty() ? "" : " --prefix " + prefix;
        return "bin/topics --create --bootstrap-server " + bootstrapServers + prefixed + secured();
    }

    String configure(String topic, String setting, String value) {
        return "kafka-configs.sh --bootstrap-server " + bootstrapServers + secured()
                + " --alter --entity-type topics --entity-name " + topic + " --add-config '" + setting + "=" + value
                + "'";
    }

    String addPartitions(String topic, int partitions) {
        return kafkaTopics() + " --alter --topic " + topic + " --partitions " + partitions;
    }

    String delete(String topic) {
        return kafkaTopics() + " --delete --topic " + topic;
    }

    private String kafkaTopics() {
        return "kafka-topics.sh --bootstrap-server " + bootstrapServers + secured();
    }

    private String secured() {
        return commandConfig == null ? "" : " --command-config " + commandConfig;
    }
}
