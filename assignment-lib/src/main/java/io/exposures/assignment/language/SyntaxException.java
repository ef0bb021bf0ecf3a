package io.exposures.assignment.language;

import java.util.List;
import java.util.stream.Collectors;

/** Says that a text is no PlanOut script, and names every mistake that could be told apart. */
public final class SyntaxException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final transient List<SyntaxError> errors;

    SyntaxException(List<SyntaxError> errors) {
        super(errors.stream().map(SyntaxError::toString).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    /** Returns the mistakes in the order of the text; at least one. */
    public List<SyntaxError> errors() {
        return errors;
    }
}
