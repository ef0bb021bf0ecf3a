package io.exposures.producer;

/** Name and version of this library, as published records tell it. */
final class LibraryVersion {

    static final String LIBRARY = "log-producer/" + version();

    private LibraryVersion() {}

    private static String version() {
        String version = LibraryVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
