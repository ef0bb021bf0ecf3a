package io.exposures.joiner.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file from the jar.
 *
 * @param contentType its type
 * @param content its bytes, which nobody changes
 * @param etag tells its content from any other
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody; a copy at each request would be waste.
record StaticFile(String contentType, byte[] content, String etag) {

    private static final int ETAG_BYTES = 8;

    static StaticFile read(String resource, String contentType) {
        try (InputStream in = StaticFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing from the jar: " + resource);
            }
            byte[] content = in.readAllBytes();
            return new StaticFile(contentType, content, etag(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String etag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + HexFormat.of().formatHex(digest, 0, ETAG_BYTES) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
