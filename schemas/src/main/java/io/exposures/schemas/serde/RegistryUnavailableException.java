package io.exposures.schemas.serde;

import org.apache.kafka.common.errors.RetriableException;

/**
 * The schema registry gave no usable answer: unreachable, too slow, failing, or answering with something else than a
 * registry's answer. It says nothing about the record in hand, which may well be read or written later.
 */
public final class RegistryUnavailableException extends RetriableException {

    RegistryUnavailableException(String message) {
        super(message);
    }

    RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
