package io.exposures.assignment;

import io.exposures.assignment.environment.Salt;
import org.jspecify.annotations.Nullable;

/** Name and salt of an experiment: the salt is the name unless another one is set. Immutable. */
final class ExperimentIdentity {
    private final String name;
    private final @Nullable String ownSalt;
    private final Salt salt;

    private ExperimentIdentity(String name, @Nullable String ownSalt) {
        this.name = name;
        this.ownSalt = ownSalt;
        this.salt = Salt.of(ownSalt == null ? name : ownSalt);
    }

    static ExperimentIdentity named(String name) {
        return new ExperimentIdentity(withoutWhiteSpace(name), null);
    }

    /** The identity that an experiment has in a namespace. */
    static ExperimentIdentity in(Unit unit, String experiment) {
        return named(unit.namespace() + "-" + experiment).withSalt(unit.namespace() + "." + experiment);
    }

    ExperimentIdentity withName(String newName) {
        return new ExperimentIdentity(withoutWhiteSpace(newName), ownSalt);
    }

    ExperimentIdentity withSalt(String newSalt) {
        return new ExperimentIdentity(name, newSalt.isEmpty() ? null : newSalt);
    }

    String name() {
        return name;
    }

    String salt() {
        return ownSalt == null ? name : ownSalt;
    }

    /** The salt, ready to be hashed. */
    Salt hashedSalt() {
        return salt;
    }

    /** Each run of white space becomes one hyphen, at the ends too. */
    private static String withoutWhiteSpace(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean inRun = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isSpace = isWhiteSpace(c);
            if (!isSpace) {
                out.append(c);
            } else if (!inRun) {
                out.append('-');
            }
            inRun = isSpace;
        }
        return out.toString();
    }

    /** Unicode's White_Space property, and U+001C to U+001F as in Python. */
    private static boolean isWhiteSpace(char c) {
        return switch (c) {
            case '\t', '\n', 0x0b, '\f', '\r', 0x1c, 0x1d, 0x1e, 0x1f, ' ', 0x85, 0xa0 -> true;
            case 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000 -> true;
            default -> c >= 0x2000 && c <= 0x200a;
        };
    }
}
