package io.exposures.testing;

/** What a {@link RegistryServer} can be made to suffer from. */
public enum RegistryFault {
    /** Nothing: it works. */
    NONE,
    /** Connections are refused. */
    DOWN,
    /** Requests are taken and never answered. */
    HANG,
    /** Answers begin, with a status and headers, and never end. */
    HANG_IN_BODY,
    /** Each answer is a 500 in the registry's own form. */
    ERROR_500,
    /** Each answer is a 200 with a web page for people. */
    GARBAGE,
    /** Each answer is a 404 of a server that is no registry. */
    NOT_A_REGISTRY,
    /** Each schema is registered, but the answer has the id of another one. */
    WRONG_ID,
    /** Each schema to register is refused as incompatible. */
    CONFLICT_409
}
