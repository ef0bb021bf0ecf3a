package io.exposures.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The schema registry answered and said no: the schema is incompatible or invalid, the subject or id is unknown, or the
 * credentials are not accepted. Trying again changes nothing until somebody changes something.
 */
public final class RegistryRefusedException extends SerializationException {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int SCHEMA_NOT_FOUND = 40403;

    private final int status;
    private final int errorCode;

    RegistryRefusedException(String message, int status, int errorCode) {
        super(message);
        this.status = status;
        this.errorCode = errorCode;
    }

    static RegistryRefusedException noSuchSchema(String message) {
        return new RegistryRefusedException(message, NOT_FOUND, SCHEMA_NOT_FOUND);
    }

    /** The HTTP status of the answer, for example 409. */
    public int status() {
        return status;
    }

    /** The registry's own, finer code, for example 40403; the HTTP status when it gave none. */
    public int errorCode() {
        return errorCode;
    }

    /** Whether the registry does not have the schema; a 404 alone may also come from a wrong address. */
    boolean isNoSuchSchema() {
        return errorCode == SCHEMA_NOT_FOUND;
    }

    /** Whether the registry did not accept the credentials for what was asked. */
    boolean isAboutCredentials() {
        return isAboutCredentials(status);
    }

    static boolean isAboutCredentials(int status) {
        return status == UNAUTHORIZED || status == FORBIDDEN;
    }
}
