package io.exposures.assignment;

import org.jspecify.annotations.Nullable;

/** Name and salt of an experiment: the salt is the name unless another one is set. */
final class ExperimentIdentity {
    private String name;
    private @Nullable String salt;

    ExperimentIdentity(String name) {
        this.name = withoutWhiteSpace(name);
    }

    void setName(String newName) {
        name = withoutWhiteSpace(newName);
    }

    void setSalt(String newSalt) {
        salt = newSalt.isEmpty() ? null : newSalt;
    }

    String name() {
        return name;
    }

    String salt() {
        return salt == null ? name : salt;
    }

    /** Each run of white space becomes one hyphen, at the ends too. */
    static String withoutWhiteSpace(String text) {
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
