package io.exposures.producer;

import java.time.Duration;
import java.util.List;

/**
 * How a client is doing.
 *
 * @param state the one word for it
 * @param problems what is wrong, for people; empty when nothing is
 * @param waiting records in memory, on disk, or given to Kafka and not acknowledged
 * @param oldest how long the oldest record in memory has waited; zero when none does
 * @param onDisk records in the overflow files
 * @param filesSetAside overflow files that were corrupt and moved aside
 */
public record ProducerHealth(
        State state, List<String> problems, long waiting, Duration oldest, long onDisk, long filesSetAside) {

    /** How a client is doing, in a word. */
    public enum State {
        /** Records are delivered as they come. */
        DELIVERING,
        /** Records wait, or are dropped, because something is wrong. */
        HELD_UP,
        /** The client is closed: records are dropped. */
        CLOSED
    }

    public ProducerHealth {
        problems = List.copyOf(problems);
    }
}
