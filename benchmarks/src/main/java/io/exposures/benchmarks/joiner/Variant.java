package io.exposures.benchmarks.joiner;

import java.util.List;
import java.util.Locale;

/** What is compared: each reads the same records, exactly once, and runs in a JVM of its own. */
enum Variant {
    /** Kafka Streams forwarding the bytes of both topics: what any application on it costs at least. */
    PASS_THROUGH("passed"),
    /** This project's joiner as it is run in production. */
    JOINER("exposed-outcomes"),
    /** A store of units already exposed, and the DSL's windowed join of two streams. */
    DSL("exposed-outcomes");

    private final String output;

    Variant(String output) {
        this.output = output;
    }

    /** Name in reports. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Name, without prefix, of the topic that it writes to in the first place. */
    String output() {
        return output;
    }

    boolean joins() {
        return this != PASS_THROUGH;
    }

    String mainClass() {
        return this == JOINER ? "io.exposures.joiner.Main" : StreamsProcess.class.getName();
    }

    List<String> arguments(String settingsFile) {
        return this == JOINER ? List.of("--config", settingsFile) : List.of(name(), settingsFile);
    }
}
