package io.exposures.joiner.topology;

/** An input record is not valid; the stream goes on with the next one. */
final class RefusedRecordException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    RefusedRecordException(String reason, String detail) {
        super(reason + ": " + detail, null, false, false);
        refusal = Refusal.undecodable(reason, detail);
    }

    Refusal refusal() {
        return refusal;
    }
}
