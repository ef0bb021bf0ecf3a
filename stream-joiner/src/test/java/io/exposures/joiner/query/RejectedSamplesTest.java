package io.exposures.joiner.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RejectedSamplesTest {

    private final RejectedSamples samples = new RejectedSamples();

    private static RejectedSample sample(String reason, String key, long offset) {
        return new RejectedSample("outcomes", 0, offset, Instant.EPOCH, "late", reason, "too late", key, 3);
    }

    @Test
    void aFloodOfOneReasonDoesNotHideAnother() {
        samples.put(sample("no_key", "ann", 0));
        for (int offset = 1; offset <= 1000; offset++) {
            samples.put(sample("late", "bob", offset));
        }

        assertThat(samples.find(null, null)).hasSize(RejectedSamples.PER_REASON + 1);
        assertThat(samples.find("late", null).get(0).offset()).isEqualTo(1000);
        assertThat(samples.find("no_key", null)).extracting(RejectedSample::key).containsExactly("ann");
    }

    @Test
    void findsThoseOfOneUser() {
        samples.put(sample("late", "ann", 1));
        samples.put(sample("late", "bob", 2));

        assertThat(samples.find(null, "ann")).extracting(RejectedSample::offset).containsExactly(1L);
    }
}
