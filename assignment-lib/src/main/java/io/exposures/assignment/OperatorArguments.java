package io.exposures.assignment;

import io.exposures.assignment.environment.Environment;
import io.exposures.assignment.hashing.UnitHash;
import io.exposures.assignment.operators.Arguments;
import io.exposures.assignment.values.Work;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arguments of an operator that an experiment written in Java sets as a parameter. */
final class OperatorArguments extends Arguments {
    private final RandomOperator.Signature signature;
    private final @Nullable Object[] values;
    private final Environment environment;
    private final String defaultSalt;

    OperatorArguments(
            RandomOperator.Signature signature,
            @Nullable Object[] values,
            Environment environment,
            String defaultSalt) {
        this.signature = signature;
        this.values = values;
        this.environment = environment;
        this.defaultSalt = defaultSalt;
    }

    @Override
    protected String operator() {
        return signature.name();
    }

    @Override
    protected @Nullable Object find(String name) {
        int index = signature.arguments().indexOf(name);
        return index < 0 ? ABSENT : values[index];
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
        return environment.work();
    }
}
