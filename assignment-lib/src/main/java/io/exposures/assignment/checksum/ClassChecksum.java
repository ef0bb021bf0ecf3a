package io.exposures.assignment.checksum;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checksum of an experiment that is written as a class: first 8 hex digits of a SHA-1 over the instructions of its
 * {@code assign} method and of the methods that this calls in its own class, lambdas included. Compiling again, moving
 * lines, and adding or renaming other members change nothing.
 *
 * <p>One exception: the compiler numbers the constants of an enum through all the switches of a class, so a new
 * {@code switch} over an enum may change the checksum of code that has another one over the same enum below it.
 */
public final class ClassChecksum {
    private static final Logger LOG = LoggerFactory.getLogger(ClassChecksum.class);
    private static final String METHOD = "assign";
    private static final String DESCRIPTOR = "(Lio/exposures/assignment/Assignment;Lio/exposures/assignment/Inputs;)Z";
    private static final int DIGITS = 8;

    /** What is known of a class; the checksum is null when its code cannot be read. */
    private record Known(@Nullable String checksum) {}

    private static final ClassValue<Known> KNOWN = new ClassValue<>() {
        @Override
        protected Known computeValue(Class<?> type) {
            return new Known(compute(type));
        }
    };

    private ClassChecksum() {}

    /** The checksum, computed once per class; null when the class's code cannot be read. */
    public static @Nullable String of(Class<?> experiment) {
        return KNOWN.get(experiment).checksum();
    }

    private static @Nullable String compute(Class<?> experiment) {
        try {
            for (Class<?> type = experiment; type != null; type = type.getSuperclass()) {
                ClassFile file = read(type);
                if (file == null) {
                    return null;
                }
                if (file.method(METHOD, DESCRIPTOR) != null) {
                    return sha1(MethodText.of(file, METHOD, DESCRIPTOR));
                }
            }
            return null;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            LOG.warn("No checksum for {}: its class file cannot be read", experiment.getName(), e);
            return null;
        }
    }

    private static @Nullable ClassFile read(Class<?> type) throws IOException {
        String name = type.getName();
        try (InputStream in = type.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
            return in == null ? null : ClassFile.parse(in.readAllBytes());
        }
    }

    private static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-1", e);
        }
    }
}
