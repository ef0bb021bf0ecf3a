package io.exposures.schemas.serde;

import io.exposures.records.Exposure;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Tells Avro to trust the generated record classes.
 *
 * <p>Since Avro 1.12.2 a class may be made from a schema only if a predicate that holds for the whole process says so.
 * Ours is added to what the host has set, never put in its place. The serializers do this when they are configured; a
 * program that builds records earlier has to ask for it itself.
 */
public final class TrustedRecords {

    private static final String PACKAGE = Exposure.class.getPackageName();

    private TrustedRecords() {}

    /** Makes sure that the classes are trusted from here on, unless the host replaces the predicate later. */
    public static synchronized void trust() {
        ClassSecurityPredicate global = ClassSecurityValidator.getGlobal();
        if (!global.isTrusted(Exposure.class)) {
            ClassSecurityPredicate ours = type -> type.getPackageName().equals(PACKAGE);
            ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(global, ours));
        }
    }
}
