package io.exposures.joiner.topology;

import io.exposures.joiner.join.BoundedNames;
import io.exposures.joiner.join.SourceClock;
import io.exposures.records.Source;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The clocks of the hosts that one topic's records come from; hosts beyond the limit are taken together. */
final class SourceClocks {

    private static final int LIMIT = 256;
    private static final int LONGEST_NAME = 128;

    private final Map<String, SourceClock> clocks = new TreeMap<>();
    private final BoundedNames names;
    private final Runnable changed;

    /**
     * Clocks that were stored.
     *
     * @param stored by host
     * @param changed called after each change
     */
    SourceClocks(Map<String, SourceClock> stored, Runnable changed) {
        this.clocks.putAll(stored);
        this.names = new BoundedNames(LIMIT, List.copyOf(stored.keySet()));
        this.changed = changed;
    }

    void read(Source source, long timeMicros, long appendMillis, Enum<?> recordClass) {
        String host = source.getHost().length() <= LONGEST_NAME
                ? source.getHost()
                : source.getHost().substring(0, LONGEST_NAME);
        names.note(host);
        boolean late = recordClass.name().equals("LATE");
        boolean future = recordClass.name().equals("FUTURE");
        String name = names.resolve(host);
        SourceClock clock = clocks.getOrDefault(name, SourceClock.START);
        clocks.put(name, clock.plus(timeMicros, appendMillis, late, future));
        changed.run();
    }

    /** By host. */
    Map<String, SourceClock> byHost() {
        return Collections.unmodifiableMap(clocks);
    }
}
