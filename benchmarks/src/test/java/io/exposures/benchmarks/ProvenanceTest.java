package io.exposures.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProvenanceTest {

    @Test
    void aFigureSaysWhichCommitWhenAndWhere() {
        Instant now = Instant.parse("2026-03-01T10:20:30.456Z");

        Provenance provenance = Provenance.of(Clock.fixed(now, ZoneOffset.UTC));

        // The name of a tag, a distance and a commit, or one of these; unknown outside a work tree.
        assertThat(provenance.commit()).isNotBlank().doesNotContain(" ", "\n");
        assertThat(provenance.date()).isEqualTo("2026-03-01T10:20:30Z");
        assertThat(provenance.machine()).contains("cores", System.getProperty("java.vm.version"));
    }
}
