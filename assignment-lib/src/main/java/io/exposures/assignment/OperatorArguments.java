package io.exposures.assignment;

import io.exposures.assignment.environment.Environment;
import io.exposures.assignment.hashing.UnitHash;
import io.exposures.assignment.operators.Arguments;
import io.exposures.assignment.values.Work;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arguments of an operator that an experiment written in Java sets as a parameter. */
final class OperatorArguments extends Arguments {
    private final String operator;
    private final List<String> names;
    private final @Nullable Object[] values;
    private final Environment environment;
    private final OwnLists lists;
    private final String defaultSalt;

    OperatorArguments(
            String operator,
            List<String> names,
            @Nullable Object[] values,
            Environment environment,
            OwnLists lists,
            String defaultSalt) {
        this.operator = operator;
        this.names = names;
        this.values = values;
        this.environment = environment;
        this.lists = lists;
        this.defaultSalt = defaultSalt;
    }

    @Override
    protected String operator() {
        return operator;
    }

    @Override
    protected @Nullable Object find(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            return ABSENT;
        }
        // What is chosen is made a value of our own when it is set; the unit is used as it is.
        return name.equals("unit") ? lists.own(values[index]) : values[index];
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    protected void appendSalt(UnitHash hash) {
        if (has("full_salt")) {
            hash.append(string("full_salt")).append(".");
        } else {
            String separator = environment.separator();
            hash.append(environment.saltPrefix())
                    .append(has("salt") ? string("salt") : defaultSalt)
                    .append(separator == null ? "." : separator);
        }
    }

    @Override
    protected Work work() {
        return environment;
    }

    /** Lets go of what the thread keeps between hashes. */
    void finish() {
        endCalls();
    }
}
