package io.exposures.assignment.language;

import java.util.ArrayDeque;
import java.util.Deque;

/** The brackets that are open, also where they do not match: each bracket is pushed and popped once. */
final class Brackets {

    private final Deque<Kind> open = new ArrayDeque<>();
    private int openBraces;

    int size() {
        return open.size();
    }

    /** Returns how many of the open brackets are braces. */
    int braces() {
        return openBraces;
    }

    void pass(Kind kind) {
        switch (kind) {
            case LEFT_BRACE, LEFT_BRACKET, LEFT_PARENTHESIS -> push(kind);
            case RIGHT_BRACE -> closeBrace();
            case RIGHT_BRACKET -> closeInsideBraces(Kind.LEFT_BRACKET);
            case RIGHT_PARENTHESIS -> closeInsideBraces(Kind.LEFT_PARENTHESIS);
            default -> {}
        }
    }

    void shrinkTo(int size) {
        while (open.size() > size) {
            pop();
        }
    }

    private void push(Kind kind) {
        open.push(kind);
        openBraces += kind == Kind.LEFT_BRACE ? 1 : 0;
    }

    private Kind pop() {
        Kind popped = open.pop();
        openBraces -= popped == Kind.LEFT_BRACE ? 1 : 0;
        return popped;
    }

    /** A brace closes whatever was left open inside it. */
    private void closeBrace() {
        boolean closed = openBraces == 0;
        while (!closed) {
            closed = pop() == Kind.LEFT_BRACE;
        }
    }

    /** Other brackets never close a block. */
    private void closeInsideBraces(Kind opener) {
        boolean closed = false;
        while (!closed && !open.isEmpty() && open.peek() != Kind.LEFT_BRACE) {
            closed = pop() == opener;
        }
    }
}
