package io.exposures.joiner.certify;

/** The certificate can neither be given nor refused; the message says why and what to do. */
final class CertifyException extends Exception {

    private static final long serialVersionUID = 1;

    CertifyException(String message) {
        super(message);
    }
}
