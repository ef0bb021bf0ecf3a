package io.exposures.joiner.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One file of the dashboard, kept in memory. Each file has a route of its own, so no path can lead to any other file.
 */
final class DashboardResource {

    private final String contentType;
    private final byte[] content;
    private final String etag;

    DashboardResource(String file, String contentType) {
        this.contentType = contentType;
        this.content = read("/dashboard/" + file);
        this.etag = '"' + hash(content) + '"';
    }

    void serve(Context ctx) {
        ctx.header("Cache-Control", "no-cache").header("ETag", etag);
        if (etag.equals(ctx.header("If-None-Match"))) {
            ctx.status(304);
        } else {
            ctx.contentType(contentType).result(content);
        }
    }

    private static byte[] read(String resource) {
        try (InputStream in = DashboardResource.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing from the jar: " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
