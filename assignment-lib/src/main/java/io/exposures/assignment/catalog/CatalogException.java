package io.exposures.assignment.catalog;

import java.util.List;

/** Says what is wrong with a catalog's document: all of it, each with the path to the place. */
public final class CatalogException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    CatalogException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** The problems in the order of the document; at least one, each beginning with its path. */
    public List<String> problems() {
        return problems;
    }
}
