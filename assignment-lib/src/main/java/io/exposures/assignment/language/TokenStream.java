package io.exposures.assignment.language;

/**
 * The tokens of a source with one token of look-ahead, the brackets open at this place, and the way to go on after a
 * mistake.
 */
final class TokenStream {

    /** Leaves the statement in which a mistake was found; carries nothing because the mistake is already noted. */
    static final class Mistake extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Mistake() {
            super(null, null, false, false);
        }
    }

    /** A place to return to: what was open there. */
    record Mark(int brackets, int braces, int nesting) {}

    private final Lexer lexer;
    private final Problems problems;
    private final SourceLimits limits;
    private final Brackets brackets = new Brackets();
    private Token current;
    private Token ahead;
    private int nesting;

    TokenStream(String source, Problems problems, SourceLimits limits) {
        this.lexer = new Lexer(source, problems);
        this.problems = problems;
        this.limits = limits;
        this.current = lexer.next();
        this.ahead = lexer.next();
    }

    Token current() {
        return current;
    }

    Token ahead() {
        return ahead;
    }

    boolean at(Kind kind) {
        return current.is(kind);
    }

    /** Moves on if the current token is of that kind, and says whether it was. */
    boolean accept(Kind kind) {
        boolean accepted = at(kind);
        if (accepted) {
            advance();
        }
        return accepted;
    }

    /** Moves on past a token of that kind, or reports that it is missing. */
    Token expect(Kind kind, String expected) {
        if (!at(kind)) {
            throw unexpected(expected);
        }
        return advance();
    }

    Token advance() {
        Token passed = current;
        brackets.pass(passed.kind());
        current = ahead;
        ahead = lexer.next();
        return passed;
    }

    Mistake unexpected(String expected) {
        note(expected);
        return new Mistake();
    }

    /** Notes a mistake at the current token without leaving the statement. */
    void note(String expected) {
        if (!at(Kind.INVALID)) {
            problems.add(current.offset(), current.describe(), expected);
        }
    }

    /** Counts one more level of what the parser recurses into; to be undone by {@link #leave()}. */
    void enter() {
        nesting++;
        if (nesting > limits.maxNesting()) {
            throw tooDeep("more than " + limits.maxNesting() + " open brackets, blocks and prefix operators");
        }
    }

    void leave() {
        nesting--;
    }

    /** Refuses a form that is deeper than allowed. */
    void checkDepth(Form form) {
        if (form.depth() > limits.maxDepth()) {
            throw tooDeep("an expression more than " + limits.maxDepth() + " levels deep");
        }
    }

    private SyntaxException tooDeep(String found) {
        return problems.fatal(current.offset(), found, "a simpler script");
    }

    Mark mark() {
        return new Mark(brackets.size(), brackets.braces(), nesting);
    }

    /**
     * Goes to where the statement that began at the mark seems to end: after its semicolon, after a block that a new
     * statement follows, or before the brace that closes the block around it.
     */
    void recover(Mark mark) {
        boolean ended = false;
        while (!ended && !at(Kind.END) && !atEndOfBlock(mark)) {
            Kind passed = advance().kind();
            boolean complete =
                    passed == Kind.SEMICOLON || (passed == Kind.RIGHT_BRACE && current.startsStatement(ahead));
            ended = complete && brackets.braces() <= mark.braces();
        }
        brackets.shrinkTo(mark.brackets());
        nesting = mark.nesting();
    }

    private boolean atEndOfBlock(Mark mark) {
        return at(Kind.RIGHT_BRACE) && mark.braces() > 0 && brackets.braces() == mark.braces();
    }
}
