package io.exposures.joiner.topology;

import io.exposures.joiner.join.SourceClock;
import java.util.Map;
import java.util.TreeMap;

/** The stored form of hosts' clocks. */
final class SourceCodec {

    private static final int VERSION = 1;

    private SourceCodec() {}

    static byte[] encode(Map<String, SourceClock> clocks) {
        StateWriter out = new StateWriter().number(VERSION).number(clocks.size());
        clocks.forEach((host, clock) -> out.text(host)
                .number(clock.records())
                .number(clock.late())
                .number(clock.future())
                .number(clock.hour())
                .number(clock.leastDelay()));
        return out.toBytes();
    }

    static Map<String, SourceClock> decode(byte[] bytes) {
        StateReader in = new StateReader(bytes).version(VERSION, "sources");
        Map<String, SourceClock> clocks = new TreeMap<>();
        int size = in.size();
        for (int i = 0; i < size; i++) {
            clocks.put(in.text(), new SourceClock(in.number(), in.number(), in.number(), in.number(), in.number()));
        }
        return clocks;
    }
}
