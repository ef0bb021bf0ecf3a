package io.exposures.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The schema registry answered and said no: the schema is incompatible or invalid, the subject or id is unknown, or the
 * credentials are not accepted. Trying again changes nothing until somebody changes something.
 */
public final class RegistryRefusedException extends SerializationException {

    private final int status;
    private final int errorCode;

    RegistryRefusedException(String message, int status, int errorCode) {
        super(message);
        this.status = status;
        this.errorCode = errorCode;
    }

    /** The HTTP status of the answer, for example 409. */
    public int status() {
        return status;
    }

    /** The registry's own, finer code, for example 40403; the HTTP status when it gave none. */
    public int errorCode() {
        return errorCode;
    }
}
