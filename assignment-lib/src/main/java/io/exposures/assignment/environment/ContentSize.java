package io.exposures.assignment.environment;

import io.exposures.assignment.AssignmentException;
import io.exposures.assignment.values.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the values inside lists and maps, until there are too many. */
final class ContentSize {
    private final int most;
    private int count;

    private ContentSize(int most) {
        this.most = most;
    }

    /** How many values there are inside a value; something beyond the most if that is exceeded. */
    static int of(@Nullable Object value, int most) {
        ContentSize size = new ContentSize(most);
        size.add(value, 1);
        return size.count;
    }

    private void add(@Nullable Object value, int depth) {
        if (depth > Values.DEEPEST) {
            throw new AssignmentException("a parameter is nested deeper than " + Values.DEEPEST);
        }
        if (value instanceof List<?> list) {
            addAll(list, depth);
        } else if (value instanceof Map<?, ?> map) {
            addAll(map.values(), depth);
        }
    }

    private void addAll(Iterable<?> values, int depth) {
        for (Object value : values) {
            count++;
            if (count > most) {
                return;
            }
            add(value, depth + 1);
        }
    }
}
