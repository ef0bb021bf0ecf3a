package io.exposures.assignment.environment;

import io.exposures.assignment.AssignmentException;
import io.exposures.assignment.values.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts values, those inside lists and maps included, and fails when there are too many. */
final class ResultSize {
    private final int most;
    private int count;

    ResultSize(int most) {
        this.most = most;
    }

    void add(@Nullable Object value) {
        count(1);
        if (value instanceof List<?> || value instanceof Map<?, ?>) {
            addContents(value, 1);
        }
    }

    private void addContents(@Nullable Object value, int depth) {
        if (depth > Values.DEEPEST) {
            throw new AssignmentException("a parameter is nested deeper than " + Values.DEEPEST);
        }
        if (value instanceof List<?> list) {
            count(list.size());
            list.forEach(element -> addContents(element, depth + 1));
        } else if (value instanceof Map<?, ?> map) {
            count(map.size());
            map.values().forEach(element -> addContents(element, depth + 1));
        }
    }

    private void count(int more) {
        count += more;
        if (count > most) {
            throw new AssignmentException("the parameters hold more than " + most + " values");
        }
    }
}
