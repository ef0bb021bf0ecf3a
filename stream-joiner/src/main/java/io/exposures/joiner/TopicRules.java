package io.exposures.joiner;

import io.exposures.schemas.Topic;
import io.exposures.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What topics have to be like; a pure comparison of what is with what {@link Topics} declares. */
final class TopicRules {

    /** Settings without which results would be wrong or lost. All others are advice. */
    private static final Set<String> FATAL = Set.of("message.timestamp.type", "cleanup.policy", "max.message.bytes");

    private static final String SIZE_LIMIT = "max.message.bytes";

    private final Topics topics;
    private final TopicCommands commands;

    TopicRules(Topics topics, TopicCommands commands) {
        this.topics = topics;
        this.commands = commands;
    }

    /** All findings, in the order of the topics. */
    List<TopicFinding> findings(Map<String, TopicState> states) {
        List<TopicFinding> findings = new ArrayList<>();
        for (Topic<?> topic : topics.all()) {
            TopicState state = states.get(topic.name());
            if (state == null) {
                findings.add(missing(topic));
            } else {
                addPartitions(topic, state, states, findings);
                addSettings(topic, state, findings);
            }
        }
        return findings;
    }

    /** The partitions that all topics spread by userid should have: the greater number of the two inputs. */
    int inputPartitions(Map<String, TopicState> states) {
        return Math.max(
                partitions(states.get(topics.exposures().name())),
                partitions(states.get(topics.outcomes().name())));
    }

    private static int partitions(@Nullable TopicState state) {
        return state == null ? 0 : state.partitions();
    }

    private TopicFinding missing(Topic<?> topic) {
        return new TopicFinding(
                topic.name(),
                true,
                "it",
                "missing",
                "it to exist",
                "Create what is missing with: " + commands.create());
    }

    private void addPartitions(
            Topic<?> topic, TopicState state, Map<String, TopicState> states, List<TopicFinding> findings) {
        boolean byUserid = topic.layout() == Topic.Layout.BY_USERID;
        int expected = byUserid ? inputPartitions(states) : 1;
        if (expected > 0 && state.partitions() != expected) {
            String reason = byUserid ? expected + ", the same for all topics spread by userid" : "1";
            findings.add(new TopicFinding(
                    topic.name(),
                    true,
                    "the number of partitions",
                    Integer.toString(state.partitions()),
                    reason,
                    repartition(topic, state.partitions(), expected)));
        }
    }

    /** More partitions move keys: what was written before would be looked for in the wrong place. */
    private String repartition(Topic<?> topic, int actual, int expected) {
        if (isInput(topic) && actual < expected) {
            return "While the topic is empty: " + commands.addPartitions(topic.name(), expected)
                    + " ; once it holds records, adding partitions moves keys: create topics under another prefix and"
                    + " write there.";
        }
        return "Create it anew with: " + commands.delete(topic.name()) + " ; then: " + commands.create()
                + " ; then start with a new application.id to fill it again.";
    }

    private boolean isInput(Topic<?> topic) {
        return topic.equals(topics.exposures()) || topic.equals(topics.outcomes());
    }

    private void addSettings(Topic<?> topic, TopicState state, List<TopicFinding> findings) {
        new TreeMap<>(topic.config()).forEach((setting, expected) -> {
            String actual = state.config().getOrDefault(setting, "unknown");
            if (!fits(setting, actual, expected)) {
                findings.add(new TopicFinding(
                        topic.name(),
                        FATAL.contains(setting),
                        setting,
                        actual,
                        expected,
                        "Change it with: " + commands.configure(topic.name(), setting, expected)));
            }
        });
    }

    private static boolean fits(String setting, String actual, String expected) {
        if (setting.equals(SIZE_LIMIT) && actual.matches("[0-9]{1,18}")) {
            return Long.parseLong(actual) >= Long.parseLong(expected);
        }
        return actual.equals(expected);
    }
}
