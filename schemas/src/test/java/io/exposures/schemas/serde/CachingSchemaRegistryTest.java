package io.exposures.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class CachingSchemaRegistryTest {

    private static final Schema TEXT = SchemaBuilder.builder().stringType();

    private final FakeTicker ticker = new FakeTicker();
    private final Recorder registry = new Recorder();
    private final CachingSchemaRegistry caching =
            new CachingSchemaRegistry(registry, Duration.ofSeconds(20), Duration.ofSeconds(5), ticker);

    /** A registry in memory that notes what it is asked, and may be out of order. */
    private static final class Recorder implements SchemaRegistry {

        private final InMemorySchemaRegistry memory = new InMemorySchemaRegistry();
        private final List<String> questions = new ArrayList<>();
        private boolean unavailable;

        private SchemaRegistry asked(String question) {
            questions.add(question);
            if (unavailable) {
                throw new RegistryUnavailableException("out of order");
            }
            return memory;
        }

        @Override
        public int register(String subject, Schema schema) {
            return asked("register " + subject).register(subject, schema);
        }

        @Override
        public int idOf(String subject, Schema schema) {
            return asked("idOf " + subject).idOf(subject, schema);
        }

        @Override
        public RegisteredSchema latest(String subject) {
            return asked("latest " + subject).latest(subject);
        }

        @Override
        public Schema byId(int id) {
            return asked("byId " + id).byId(id);
        }
    }

    @Test
    void eachAnswerIsAskedForOnce() {
        for (int i = 0; i < 3; i++) {
            caching.register("a", TEXT);
            caching.idOf("a", TEXT);
            caching.latest("a");
            caching.byId(1);
            ticker.advance(Duration.ofDays(30));
        }

        assertThat(registry.questions).containsExactly("register a", "idOf a", "latest a", "byId 1");
    }

    @Test
    void anUnknownIdIsAskedForAgainAfterAWhile() {
        assertThatThrownBy(() -> caching.byId(1)).isInstanceOf(RegistryRefusedException.class);
        registry.memory.register("a", TEXT);
        ticker.advance(Duration.ofSeconds(4));
        assertThatThrownBy(() -> caching.byId(1)).isInstanceOf(RegistryRefusedException.class);

        ticker.advance(Duration.ofSeconds(1));

        assertThat(caching.byId(1)).isEqualTo(TEXT);
        assertThat(registry.questions).containsExactly("byId 1", "byId 1");
    }

    @Test
    void aRefusedSchemaIsAskedForAgainAfterAWhile() {
        assertThatThrownBy(() -> caching.idOf("a", TEXT)).isInstanceOf(RegistryRefusedException.class);
        registry.memory.register("a", TEXT);
        ticker.advance(Duration.ofSeconds(19));
        assertThatThrownBy(() -> caching.idOf("a", TEXT)).isInstanceOf(RegistryRefusedException.class);

        ticker.advance(Duration.ofSeconds(1));

        assertThat(caching.idOf("a", TEXT)).isEqualTo(1);
    }

    @Test
    void thatTheRegistryWasUnavailableIsNotRemembered() {
        registry.unavailable = true;
        assertThatThrownBy(() -> caching.register("a", TEXT)).isInstanceOf(RegistryUnavailableException.class);
        registry.unavailable = false;

        assertThat(caching.register("a", TEXT)).isEqualTo(1);
    }

    @Test
    void aFloodOfUnknownIdsDoesNotFillTheMemory() {
        BoundedCache<Integer, String> cache = new BoundedCache<>(100, BoundedCache.FOR_EVER, ticker);
        for (int i = 0; i < 1_000; i++) {
            cache.put(i, "answer");
            cache.get(0);
        }

        assertThat(cache.get(0)).as("used all the time").isEqualTo("answer");
        assertThat(cache.get(999)).as("newest").isEqualTo("answer");
        assertThat(cache.get(900)).as("oldest").isNull();
    }
}
