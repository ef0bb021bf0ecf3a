package io.exposures.benchmarks.assignment;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The least that a case costs: the SHA-1 computations that its answers depend on, by the JDK, with one digest reused,
 * over texts that are there already.
 */
final class Floor {

    private final MessageDigest sha1;
    private final byte[] digest = new byte[20];
    private final byte[][][] texts;
    private int next;

    /**
     * Prepares the texts of one thread.
     *
     * @param prefixes what each hashed text has before the unit
     */
    Floor(String... prefixes) {
        sha1 = sha1();
        Units units = new Units();
        texts = new byte[units.count()][prefixes.length][];
        for (byte[][] ofUnit : texts) {
            String unit = units.next();
            for (int i = 0; i < prefixes.length; i++) {
                ofUnit[i] = (prefixes[i] + unit).getBytes(StandardCharsets.UTF_8);
            }
        }
    }

    /** Hashes all texts of the next unit. */
    int hashes() throws DigestException {
        next = (next + 1) & (texts.length - 1);
        int bits = 0;
        for (byte[] text : texts[next]) {
            sha1.update(text);
            sha1.digest(digest, 0, digest.length);
            bits ^= digest[0];
        }
        return bits;
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-1", e);
        }
    }
}
