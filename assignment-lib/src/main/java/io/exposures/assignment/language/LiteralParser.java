package io.exposures.assignment.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what follows {@code @}: a JSON value with the language's own numbers and strings, and any value as a key. */
final class LiteralParser {

    private static final String VALUE = "a JSON value";

    private final TokenStream tokens;

    LiteralParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    /** Reads one value and returns what JSON makes of it. */
    @Nullable
    Object parse() {
        return JavaScript.toJson(value());
    }

    private @Nullable Object value() {
        return switch (tokens.current().kind()) {
            case NUMBER -> Double.valueOf(tokens.advance().text());
            case STRING -> tokens.advance().text();
            case TRUE, FALSE -> tokens.advance().is(Kind.TRUE);
            case NULL -> nothing();
            case MINUS -> negative();
            case LEFT_BRACKET -> list();
            case LEFT_BRACE -> map();
            default -> throw tokens.unexpected(VALUE);
        };
    }

    private @Nullable Object nothing() {
        tokens.advance();
        return null;
    }

    private Double negative() {
        tokens.advance();
        if (tokens.at(Kind.STRING)) {
            return -JavaScript.number(tokens.advance().text());
        }
        return -Double.parseDouble(tokens.expect(Kind.NUMBER, "a number").text());
    }

    private List<@Nullable Object> list() {
        tokens.enter();
        tokens.advance();
        List<@Nullable Object> elements = new ArrayList<>();
        if (!tokens.at(Kind.RIGHT_BRACKET) && !tokens.at(Kind.COMMA)) {
            elements.add(value());
        }
        while (tokens.accept(Kind.COMMA)) {
            elements.add(value());
        }
        tokens.expect(Kind.RIGHT_BRACKET, "\",\" or \"]\"");
        tokens.leave();
        return elements;
    }

    private Map<String, @Nullable Object> map() {
        tokens.enter();
        tokens.advance();
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        if (!tokens.at(Kind.RIGHT_BRACE) && !tokens.at(Kind.COMMA)) {
            entry(entries);
        }
        while (tokens.accept(Kind.COMMA)) {
            entry(entries);
        }
        tokens.expect(Kind.RIGHT_BRACE, "\",\" or \"}\"");
        tokens.leave();
        return entries;
    }

    private void entry(Map<String, @Nullable Object> entries) {
        String key = JavaScript.text(value());
        tokens.expect(Kind.COLON, "\":\" after the key");
        Object value = value();
        if (JavaScript.isKey(key)) {
            entries.put(key, value);
        }
    }
}
