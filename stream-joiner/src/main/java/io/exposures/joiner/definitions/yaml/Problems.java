package io.exposures.joiner.definitions.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** The mistakes found so far, so that all are told at once. */
final class Problems {

    private static final Comparator<Problem> BY_PLACE =
            Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

    private final List<Problem> found = new ArrayList<>();

    void add(Node at, String field, String message) {
        add(at.getStartMark(), field, message);
    }

    void add(Optional<Mark> at, String field, String message) {
        found.add(at(at, field, message));
    }

    /** How many there are, to see whether something added one. */
    int count() {
        return found.size();
    }

    void throwIfAny() throws InvalidDefinitionException {
        if (!found.isEmpty()) {
            throw new InvalidDefinitionException(found.stream().sorted(BY_PLACE).toList());
        }
    }

    /** YAML's marks count from 0, people and editors from 1. */
    static Problem at(Optional<Mark> mark, String field, String message) {
        return new Problem(
                mark.map(Mark::getLine).orElse(0) + 1, mark.map(Mark::getColumn).orElse(0) + 1, field, message);
    }
}
