package io.exposures.joiner;

import io.exposures.schemas.Topic;
import io.exposures.schemas.Topics;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pipeline's topics as a table for people. */
final class TopicTable {

    private TopicTable() {}

    static void print(Topics topics, Map<String, TopicState> states, List<TopicFinding> findings, PrintWriter out) {
        int width = topics.all().stream()
                .mapToInt(topic -> topic.name().length())
                .max()
                .orElse(0);
        String row = "%-" + Math.max(width, 5) + "s  %10s  %8s  %s%n";
        out.printf(row, "TOPIC", "PARTITIONS", "REPLICAS", "STATE");
        for (Topic<?> topic : topics.all()) {
            TopicState state = states.get(topic.name());
            out.printf(row, topic.name(), partitions(state), replicas(state), verdict(topic, findings));
        }
        findings.forEach(
                finding -> out.println((finding.fatal() ? "must change: " : "worth a look: ") + finding.message()));
    }

    private static String partitions(@Nullable TopicState state) {
        return state == null ? "-" : Integer.toString(state.partitions());
    }

    private static String replicas(@Nullable TopicState state) {
        return state == null ? "-" : Integer.toString(state.replicas());
    }

    private static String verdict(Topic<?> topic, List<TopicFinding> findings) {
        List<TopicFinding> own = findings.stream()
                .filter(finding -> finding.topic().equals(topic.name()))
                .toList();
        if (own.isEmpty()) {
            return "ok";
        }
        return own.stream().anyMatch(TopicFinding::fatal) ? "must change" : "worth a look";
    }
}
