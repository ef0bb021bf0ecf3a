package io.exposures.assignment.language;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of tokens; the order of the spelled ones is the order in which the lexer tries them. */
enum Kind {
    TRUE("true"),
    FALSE("false"),
    NULL("null"),
    AT("@"),
    SWITCH("switch"),
    IF("if"),
    ELSE("else"),
    RETURN("return"),
    ARROW("<-"),
    OR("||"),
    AND("&&"),
    COALESCE("??"),
    EQUAL("=="),
    GREATER_OR_EQUAL(">="),
    LESS_OR_EQUAL("<="),
    NOT_EQUAL("!="),
    THEN("=>"),
    SEMICOLON(";"),
    ASSIGN("="),
    COLON(":"),
    LEFT_BRACKET("["),
    RIGHT_BRACKET("]"),
    LEFT_PARENTHESIS("("),
    RIGHT_PARENTHESIS(")"),
    COMMA(","),
    LEFT_BRACE("{"),
    RIGHT_BRACE("}"),
    PLUS("+"),
    PERCENT("%"),
    STAR("*"),
    MINUS("-"),
    SLASH("/"),
    GREATER(">"),
    LESS("<"),
    BANG("!"),
    NAME(""),
    NUMBER(""),
    STRING(""),
    /** Text that is no token; the lexer has reported it. */
    INVALID(""),
    END("");

    private static final List<Kind> SPELLED =
            Stream.of(values()).filter(kind -> !kind.spelling.isEmpty()).toList();
    private static final Map<String, Kind> KEYWORDS = SPELLED.stream()
            .filter(Kind::isWord)
            .collect(Collectors.toUnmodifiableMap(Kind::spelling, Function.identity()));
    private static final List<Kind> SYMBOLS =
            SPELLED.stream().filter(kind -> !kind.isWord()).toList();

    private final String spelling;

    Kind(String spelling) {
        this.spelling = spelling;
    }

    /** Returns how the token is written; empty if there is more than one way. */
    String spelling() {
        return spelling;
    }

    /** Returns the keyword of that name, or {@link #NAME} if it is none. */
    static Kind ofWord(String word) {
        return KEYWORDS.getOrDefault(word, NAME);
    }

    /** Returns the first symbol, in the order of declaration, that the source has at the offset. */
    static Optional<Kind> symbolAt(String source, int offset) {
        for (Kind kind : SYMBOLS) {
            if (source.startsWith(kind.spelling, offset)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private boolean isWord() {
        return Characters.isNameStart(spelling.charAt(0));
    }
}
