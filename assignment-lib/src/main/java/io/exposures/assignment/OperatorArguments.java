package io.exposures.assignment;

import io.exposures.assignment.environment.Environment;
import io.exposures.assignment.hashing.UnitHash;
import io.exposures.assignment.operators.Arguments;
import io.exposures.assignment.values.Work;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arguments of an operator that an experiment written in Java sets as a parameter. */
final class OperatorArguments extends Arguments {
<<<<<<< HEAD
    private final String operator;
    private final List<String> names;
=======
    private final RandomOperator.Signature signature;
>>>>>>> main
    private final @Nullable Object[] values;
    private final Environment environment;
    private final OwnLists lists;
    private final String defaultSalt;

    OperatorArguments(
<<<<<<< HEAD
            String operator,
            List<String> names,
=======
            RandomOperator.Signature signature,
>>>>>>> main
            @Nullable Object[] values,
            Environment environment,
            OwnLists lists,
            String defaultSalt) {
        this.signature = signature;
        this.values = values;
        this.environment = environment;
        this.lists = lists;
        this.defaultSalt = defaultSalt;
    }

    @Override
    protected String operator() {
        return signature.name();
    }

    @Override
    protected @Nullable Object find(String name) {
<<<<<<< HEAD
        int index = names.indexOf(name);
        if (index < 0) {
            return ABSENT;
        }
        // What is chosen is made a value of our own when it is set; the unit is used as it is.
        return name.equals("unit") ? lists.own(values[index]) : values[index];
=======
        int index = signature.arguments().indexOf(name);
        return index < 0 ? ABSENT : values[index];
>>>>>>> main
    }

    @Override
    public List<String> names() {
        return signature.arguments();
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
}
