package io.exposures.assignment.language;

import static io.exposures.assignment.language.Characters.isDigit;
import static io.exposures.assignment.language.Characters.isLineTerminator;
import static io.exposures.assignment.language.Characters.isNamePart;
import static io.exposures.assignment.language.Characters.isNameStart;
import static io.exposures.assignment.language.Characters.isWhiteSpace;

import java.util.Optional;

/**
 * Cuts a source into tokens. At each place the rules are tried in a fixed order and the first that matches wins, not the
 * longest match: {@code x<-1} is an assignment, {@code 1abc} a number and a name. Text that matches no rule is reported
 * and becomes one {@link Kind#INVALID} token. Every call moves forward, so the time is linear in the source.
 */
final class Lexer {

    private final String source;
    private final Problems problems;
    private int position;

    Lexer(String source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /** Returns the next token; at the end always {@link Kind#END}. */
    Token next() {
        skipWhiteSpace();
        while (position < source.length() && source.charAt(position) == '#') {
            skipComment();
            skipWhiteSpace();
        }
        return position == source.length() ? take(Kind.END, position) : visibleToken();
    }

    private Token visibleToken() {
        char first = source.charAt(position);
        if (isNameStart(first)) {
            return word();
        }
        int numberEnd = numberEnd();
        if (numberEnd > position) {
            return take(Kind.NUMBER, numberEnd);
        }
        return switch (first) {
            case '"' -> doubleQuoted();
            case '\'' -> singleQuoted();
            default -> symbol();
        };
    }

    private void skipWhiteSpace() {
        while (position < source.length() && isWhiteSpace(source.charAt(position))) {
            position++;
        }
    }

    /** A comment ends with a line feed, also after a carriage return; other line terminators in it are refused. */
    private void skipComment() {
        int lineFeed = source.indexOf('\n', position);
        int end = lineFeed < 0 ? source.length() : lineFeed;
        int visibleEnd = lineFeed > position && source.charAt(lineFeed - 1) == '\r' ? lineFeed - 1 : end;
        for (int i = position; i < visibleEnd; i++) {
            if (isLineTerminator(source.charAt(i))) {
                problems.add(i, "a line terminator inside a comment", "a line feed to end the comment");
            }
        }
        position = end;
    }

    private Token word() {
        int end = position;
        while (end < source.length() && isNamePart(source.charAt(end))) {
            end++;
        }
        return take(Kind.ofWord(source.substring(position, end)), end);
    }

    /** Returns where the number at this place ends, or this place if there is none. */
    private int numberEnd() {
        int end = digitsEnd(position);
        if (end < source.length() && source.charAt(end) == '.') {
            int fractionEnd = digitsEnd(end + 1);
            end = fractionEnd > end + 1 ? fractionEnd : end;
        }
        return end > position ? exponentEnd(end) : position;
    }

    private int exponentEnd(int mantissaEnd) {
        int end = mantissaEnd;
        if (end < source.length() && (source.charAt(end) | 0x20) == 'e') {
            end++;
            if (end < source.length() && (source.charAt(end) == '+' || source.charAt(end) == '-')) {
                end++;
            }
        }
        int digitsEnd = digitsEnd(end);
        return end > mantissaEnd && digitsEnd > end ? digitsEnd : mantissaEnd;
    }

    private int digitsEnd(int start) {
        int end = start;
        while (end < source.length() && isDigit(source.charAt(end))) {
            end++;
        }
        return end;
    }

    /** A backslash keeps the next character from ending the string; it must not stand at the end of a line. */
    private Token doubleQuoted() {
        int end = position + 1;
        while (end < source.length() && source.charAt(end) != '"') {
            boolean escape = source.charAt(end) == '\\' && end + 1 < source.length();
            if (escape && isLineTerminator(source.charAt(end + 1))) {
                problems.add(end, "a backslash at the end of a line", "a character after the backslash");
            }
            end += escape ? 2 : 1;
        }
        return end < source.length() ? string(end) : unclosedString();
    }

    private Token singleQuoted() {
        int end = source.indexOf('\'', position + 1);
        return end >= 0 ? string(end) : unclosedString();
    }

    private Token string(int closingQuote) {
        Token token = new Token(Kind.STRING, source.substring(position + 1, closingQuote), position);
        position = closingQuote + 1;
        return token;
    }

    private Token unclosedString() {
        problems.add(position, "a string without an end", "a closing " + source.charAt(position));
        return take(Kind.INVALID, source.length());
    }

    private Token symbol() {
        Optional<Kind> kind = Kind.symbolAt(source, position);
        return kind.isPresent()
                ? take(kind.get(), position + kind.get().spelling().length())
                : unknown();
    }

    /** Takes everything up to where a token can begin again, so that one mistake is reported once. */
    private Token unknown() {
        int end = source.offsetByCodePoints(position, 1);
        Token unknown = new Token(Kind.INVALID, source.substring(position, end), position);
        problems.add(position, "character " + unknown.describe(), "a name, a number, a string or an operator");
        while (end < source.length() && isUnknown(end)) {
            end++;
        }
        return take(Kind.INVALID, end);
    }

    private boolean isUnknown(int offset) {
        char c = source.charAt(offset);
        boolean startsNumber = c == '.' && digitsEnd(offset + 1) > offset + 1;
        boolean startsOther = isWhiteSpace(c) || isNamePart(c) || c == '#' || c == '"' || c == '\'';
        return !startsNumber && !startsOther && Kind.symbolAt(source, offset).isEmpty();
    }

    private Token take(Kind kind, int end) {
        Token token = new Token(kind, source.substring(position, end), position);
        position = end;
        return token;
    }
}
