package io.exposures.joiner.definitions.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown when a text is not a definition; has every mistake that was found. */
public final class InvalidDefinitionException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    InvalidDefinitionException(List<Problem> problems) {
        super(problems.stream().map(problem -> problem.in("definition")).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** The mistakes, in the order of the text; at least one. */
    public List<Problem> problems() {
        return problems;
    }
}
