package io.exposures.producer;

import java.io.IOException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** What a failure of the serializer asks for. */
enum SerializationFailure {
    /** Keep the record and try later: the registry gave no answer, does not know the schema yet, or lacks rights. */
    WAIT,
    /** Drop records of this kind: the registry refuses their schema. */
    SCHEMA_REFUSED,
    /** Drop this record: it cannot be serialized. */
    BAD_RECORD;

    static SerializationFailure of(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException || cause instanceof IOException) {
                return WAIT;
            }
        }
        return BAD_RECORD;
    }
}
