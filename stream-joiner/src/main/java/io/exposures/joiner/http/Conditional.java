package io.exposures.joiner.http;

import io.javalin.http.Context;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Answers that a client which has them already need not read again (RFC 9110, part 13). */
final class Conditional {

    private static final int TAG_BYTES = 16;

    private Conditional() {}

    static void answer(Context ctx, String contentType, byte[] body) {
        String tag = "\"" + hash(body) + "\"";
        ctx.header("ETag", tag).header("Cache-Control", "no-cache").header("Vary", "Accept");
        if (isKnown(ctx.header("If-None-Match"), tag)) {
            ctx.status(304);
        } else {
            ctx.contentType(contentType).result(body);
        }
    }

    private static boolean isKnown(@Nullable String header, String tag) {
        return header != null
                && Arrays.stream(header.split(","))
                        .map(String::trim)
                        .map(known -> known.startsWith("W/") ? known.substring(2) : known)
                        .anyMatch(known -> known.equals("*") || known.equals(tag));
    }

    private static String hash(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return HexFormat.of().formatHex(digest, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
