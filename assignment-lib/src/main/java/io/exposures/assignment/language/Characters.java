package io.exposures.assignment.language;

/** The character classes of the language; white space and line terminators are JavaScript's. */
final class Characters {

    private Characters() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c);
    }

    static boolean isLineTerminator(char c) {
        return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
    }

    static boolean isWhiteSpace(char c) {
        return switch (c) {
            case ' ', '\t', '\u000B', '\f', '\u00A0', '\u1680', '\u202F', '\u205F', '\u3000', '\uFEFF' -> true;
            default -> (c >= '\u2000' && c <= '\u200A') || isLineTerminator(c);
        };
    }
}
