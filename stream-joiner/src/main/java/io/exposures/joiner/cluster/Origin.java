package io.exposures.joiner.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the state of an application was made from: ids and number of partitions of the input topics, ids of the changelogs,
 * and settings that decide which records count. State that was made from something else gives wrong numbers, silently.
 *
 * @param facts by name; a name that is absent is not known yet
 */
public record Origin(SortedMap<String, String> facts) {

    /** Nothing is known. */
    static final Origin NONE = new Origin(new TreeMap<>());

    /** Name of the fact that tells the number of partitions of the input topics. */
    static final String PARTITIONS = "partitions";

    /** Name of the fact that tells how late records may be. */
    static final String HORIZON = "horizon";

    /** Facts of this kind are ids of topics; the rest of their name is the topic's. */
    static final String TOPIC = "id:";

    /** Stands for the id of a topic that is gone. */
    static final String GONE = "gone";

    public Origin {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    /** What is known, and of the other one what is not. */
    Origin with(Origin other) {
        SortedMap<String, String> all = new TreeMap<>(other.facts);
        all.putAll(facts);
        return new Origin(all);
    }

    /** What is known without topics that are gone. */
    Origin existing() {
        SortedMap<String, String> all = new TreeMap<>(facts);
        all.values().removeIf(GONE::equals);
        return new Origin(all);
    }

    /**
     * What is otherwise now, one sentence each, with what to do; facts that only one of both knows differ in nothing.
     *
     * @param now as it is now
     */
    List<String> differences(Origin now) {
        List<String> differences = new ArrayList<>();
        facts.forEach((name, then) -> {
            String present = now.facts.getOrDefault(name, then);
            if (!present.equals(then)) {
                differences.add(difference(name, then, present));
            }
        });
        return differences;
    }

    private static String difference(String name, String then, String now) {
        if (name.equals(PARTITIONS)) {
            return "the input topics had " + then + " partitions when the state was made, now they have " + now
                    + ": keys belong in other partitions now. Rebuild: copy the log into topics of another prefix with"
                    + " bin/repartition, replay it there under a new application.id, and certify the result"
                    + " (docs/OPERATIONS.md, \"More partitions\")";
        }
        if (name.equals(HORIZON)) {
            return "joiner.horizon was " + then + " when the state was made, now it is " + now
                    + ": it decides which records count. Set it back, or rebuild under a new application.id";
        }
        String topic = name.substring(TOPIC.length());
        String what = now.equals(GONE) ? " was deleted" : " was deleted and created anew";
        return "topic " + topic + what + " (its id was " + then + "): what was made from its records cannot be kept"
                + " right. Start over with a new application.id and a new joiner.topic.prefix, or restore the topic";
    }

    /** As one line of text. */
    String encoded() {
        return facts.entrySet().stream()
                .map(fact -> fact.getKey() + "=" + fact.getValue())
                .collect(Collectors.joining(";"));
    }

    static Origin decode(String text) {
        return new Origin(Arrays.stream(text.split(";"))
                .map(fact -> fact.split("=", 2))
                .filter(fact -> fact.length == 2)
                .collect(Collectors.toMap(fact -> fact[0], fact -> fact[1], (a, b) -> a, TreeMap::new)));
    }

    static Origin of(Map<String, String> facts) {
        return new Origin(new TreeMap<>(facts));
    }
}
