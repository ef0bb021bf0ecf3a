package io.exposures.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.records.Outcome;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrustedRecordsTest {

    private final ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();

    @BeforeEach
    void letTheHostTrustOneClassOfItsOwn() {
        ClassSecurityValidator.setGlobal(type -> type == StringBuilder.class);
    }

    @AfterEach
    void restore() {
        ClassSecurityValidator.setGlobal(before);
    }

    @Test
    void whatTheHostTrustsIsKeptAndOurRecordsAreAdded() {
        TrustedRecords.trust();

        ClassSecurityPredicate global = ClassSecurityValidator.getGlobal();
        assertThat(global.isTrusted(StringBuilder.class)).isTrue();
        assertThat(global.isTrusted(Outcome.class)).isTrue();
        assertThat(global.isTrusted(ProcessBuilder.class)).isFalse();
        assertThat(global.isTrusted(AvroSerializer.class)).isFalse();
    }

    @Test
    void askingAgainAddsNothing() {
        TrustedRecords.trust();
        ClassSecurityPredicate once = ClassSecurityValidator.getGlobal();

        TrustedRecords.trust();

        assertThat(ClassSecurityValidator.getGlobal()).isSameAs(once);
    }
}
