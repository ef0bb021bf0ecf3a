package io.exposures.assignment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment randomises, for its log records.
 *
 * @param namespace name of the namespace that the experiment runs in; null outside one
 * @param inputs names of the inputs that form the unit; empty means the userid alone
 */
record Unit(@Nullable String namespace, List<String> inputs) {
    /** The userid, outside a namespace. */
    static final Unit USERID = new Unit(null, List.of());

    Unit {
        inputs = List.copyOf(inputs);
    }
}
