package io.exposures.schemas.serde;

import java.time.Duration;
import java.util.function.Function;
import org.apache.avro.Schema;

/**
 * A registry that remembers the answers of another one: schemas and ids as long as there is room, because they never
 * change; refusals for a limited time, because somebody may put right what was refused. Unavailability is not
 * remembered.
 */
final class CachingSchemaRegistry implements SchemaRegistry {

    private final Memory<SubjectSchema, Integer> registered;
    private final Memory<SubjectSchema, Integer> ids;
    private final Memory<String, RegisteredSchema> newest;
    private final Memory<Integer, Schema> schemas;

    /**
     * Creates a caching registry.
     *
     * @param missingSchema how long a refused schema or an unknown subject is remembered
     * @param missingId how long an unknown id is remembered
     */
    CachingSchemaRegistry(SchemaRegistry registry, Duration missingSchema, Duration missingId, Ticker ticker) {
        registered = new Memory<>(key -> registry.register(key.subject(), key.schema()), missingSchema, ticker);
        ids = new Memory<>(key -> registry.idOf(key.subject(), key.schema()), missingSchema, ticker);
        newest = new Memory<>(registry::latest, missingSchema, ticker);
        schemas = new Memory<>(registry::byId, missingId, ticker);
    }

    @Override
    public int register(String subject, Schema schema) {
        return registered.answer(new SubjectSchema(subject, schema));
    }

    @Override
    public int idOf(String subject, Schema schema) {
        return ids.answer(new SubjectSchema(subject, schema));
    }

    @Override
    public RegisteredSchema latest(String subject) {
        return newest.answer(subject);
    }

    @Override
    public Schema byId(int id) {
        return schemas.answer(id);
    }

    private record SubjectSchema(String subject, Schema schema) {}

    /** The answers to one kind of question. */
    private static final class Memory<Q, A> {

        /** More than any sane use of a registry by one process; it keeps hostile ids from filling the memory. */
        private static final int CAPACITY = 1000;

        private final Function<Q, A> registry;
        private final BoundedCache<Q, A> answers;
        private final BoundedCache<Q, RegistryRefusedException> refusals;

        Memory(Function<Q, A> registry, Duration refusalLifetime, Ticker ticker) {
            this.registry = registry;
            this.answers = new BoundedCache<>(CAPACITY, BoundedCache.FOR_EVER, ticker);
            this.refusals = new BoundedCache<>(CAPACITY, refusalLifetime, ticker);
        }

        A answer(Q question) {
            A known = answers.get(question);
            if (known != null) {
                return known;
            }
            RegistryRefusedException refusal = refusals.get(question);
            if (refusal != null) {
                throw refusal;
            }
            return ask(question);
        }

        private A ask(Q question) {
            try {
                A answer = registry.apply(question);
                answers.put(question, answer);
                return answer;
            } catch (RegistryRefusedException e) {
                refusals.put(question, e);
                throw e;
            }
        }
    }
}
