package io.exposures.assignment;

import io.exposures.assignment.values.Values;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Values as the types that callers ask for. */
final class Types {
    private Types() {}

    static double toDouble(@Nullable Object value, double fallback) {
        Double number = toDouble(value);
        return number == null ? fallback : number;
    }

    static @Nullable Double toDouble(@Nullable Object value) {
        if (value instanceof Double number) {
            return number;
        }
        if (value == null || !Values.isNumber(value)) {
            return null;
        }
        return value instanceof BigInteger integer ? integer.doubleValue() : (double) Values.toLong(value);
    }

    static boolean toBoolean(@Nullable Object value, boolean fallback) {
        Boolean truth = toBoolean(value);
        return truth == null ? fallback : truth;
    }

    static @Nullable Boolean toBoolean(@Nullable Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        boolean isTruth = value instanceof Long number && (number == 0 || number == 1);
        return isTruth ? (Boolean) Values.isTrue(value) : null;
    }
}
