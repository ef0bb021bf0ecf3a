package io.exposures.joiner.query;

import java.time.Instant;

/** Refused records for tests of what shows them. */
public final class RejectedExamples {

    private RejectedExamples() {}

    public static RejectedSamples late(Instant appended) {
        RejectedSamples samples = new RejectedSamples();
        samples.put(new RejectedSample(
                "outcomes",
                1,
                4711,
                appended,
                "late",
                "late",
                "event time is more than PT24H before the append time",
                "ann",
                79));
        samples.put(new RejectedSample(
                "exposures", 0, 12, appended, "undecodable", "no_magic_byte", "the first byte is 0x7b", null, 210));
        return samples;
    }
}
