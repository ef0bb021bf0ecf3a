package io.exposures.producer;

import io.exposures.schemas.serde.RegistryRefusedException;
import java.io.IOException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * What a failure of the serializer asks for. Confluent's serializer is understood too: it reports a registry that is away
 * by an {@link IOException} inside, and one that refuses by an {@link InvalidConfigurationException}.
 */
enum SerializationFailure {
    /** Keep the record and try later: the registry gave no answer, does not know the schema yet, or lacks rights. */
    WAIT,
    /** Drop records of this kind: the registry refuses their schema. */
    SCHEMA_REFUSED,
    /** Drop this record: it cannot be serialized. */
    BAD_RECORD;

    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;

    static SerializationFailure of(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RegistryRefusedException refused) {
                return refusedFor(refused.status());
            }
            if (cause instanceof InvalidConfigurationException) {
                return SCHEMA_REFUSED;
            }
            if (cause instanceof RetriableException || cause instanceof IOException) {
                return WAIT;
            }
        }
        return BAD_RECORD;
    }

    /** Only a schema that the registry judged is refused for good; rights and missing subjects can come. */
    private static SerializationFailure refusedFor(int status) {
        return status == CONFLICT || status == UNPROCESSABLE ? SCHEMA_REFUSED : WAIT;
    }
}
