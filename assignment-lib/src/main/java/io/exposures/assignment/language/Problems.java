package io.exposures.assignment.language;

import static io.exposures.assignment.language.Characters.isLineTerminator;

import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/** Collects the mistakes found in one source, at most one for each place and {@value #MAX_ERRORS} in all. */
final class Problems {

    private static final int MAX_ERRORS = 20;

    private final String source;
    private final Map<Integer, SyntaxError> byOffset = new TreeMap<>();

    Problems(String source) {
        this.source = source;
    }

    /** Adds a mistake; the first at its place stays. */
    void add(int offset, String found, String expected) {
        if (!byOffset.containsKey(offset)) {
            byOffset.put(offset, located(offset, found, expected));
        }
        if (byOffset.size() == MAX_ERRORS) {
            throwIfAny();
        }
    }

    /** Adds a mistake after which it makes no sense to go on. */
    SyntaxException fatal(int offset, String found, String expected) {
        byOffset.put(offset, located(offset, found, expected));
        return exception();
    }

    void throwIfAny() {
        if (!byOffset.isEmpty()) {
            throw exception();
        }
    }

    private SyntaxException exception() {
        return new SyntaxException(new ArrayList<>(byOffset.values()));
    }

    private SyntaxError located(int offset, String found, String expected) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < offset; i++) {
            if (isLineTerminator(source.charAt(i)) && !source.startsWith("\r\n", i)) {
                line++;
                lineStart = i + 1;
            }
        }
        return new SyntaxError(line, source.codePointCount(lineStart, offset) + 1, found, expected);
    }
}
