package io.exposures.joiner.topology;

import java.util.Locale;

/**
 * Why an input record was not accepted.
 *
 * @param recordClass its class in the ledger, in lower case
 * @param reason one word for programs
 * @param detail a sentence for people
 */
record Refusal(String recordClass, String reason, String detail) {

    private static final int DETAIL_LIMIT = 2_000;

    /** The detail may quote the record: it is cut where a person would stop reading. */
    Refusal {
        detail = detail.length() <= DETAIL_LIMIT ? detail : detail.substring(0, DETAIL_LIMIT) + "…";
    }

    static Refusal undecodable(String reason, String detail) {
        return new Refusal("undecodable", reason, detail);
    }

    /** A valid record of a class that is not accepted. */
    static Refusal ofClass(Enum<?> recordClass, String detail) {
        String name = recordClass.name().toLowerCase(Locale.ROOT);
        return new Refusal(name, name, detail);
    }
}
