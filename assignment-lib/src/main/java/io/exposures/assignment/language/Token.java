package io.exposures.assignment.language;

import java.util.Locale;

/**
 * One token of a source.
 *
 * @param kind what it is
 * @param text as written; of a string what is between the quotes, for escapes are never decoded
 * @param offset where it starts in the source, in UTF-16 units
 */
record Token(Kind kind, String text, int offset) {

    private static final int SHOWN_LENGTH = 40;

    boolean is(Kind other) {
        return kind == other;
    }

    /** Whether a statement can begin with this token and the one after it. */
    boolean startsStatement(Token after) {
        return switch (kind) {
            case IF, RETURN, SWITCH -> true;
            case NAME -> after.is(Kind.ASSIGN) || after.is(Kind.ARROW);
            default -> false;
        };
    }

    String describe() {
        return switch (kind) {
            case END -> "the end of the script";
            case NAME, NUMBER, STRING -> kind.name().toLowerCase(Locale.ROOT) + " " + quoted();
            default -> quoted();
        };
    }

    private String quoted() {
        String shown = text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH) + "...";
        return "\"" + shown + "\"";
    }
}
