package io.exposures.producer;

import java.util.List;
import java.util.function.Function;

/**
 * One thing for each kind of record.
 *
 * @param exposure the one for exposures
 * @param outcome the one for outcomes
 * @param <T> what there is one of
 */
record PerKind<T>(T exposure, T outcome) {

    static <T> PerKind<T> of(Function<RecordKind, T> maker) {
        return new PerKind<>(maker.apply(RecordKind.EXPOSURE), maker.apply(RecordKind.OUTCOME));
    }

    T get(RecordKind kind) {
        return kind == RecordKind.EXPOSURE ? exposure : outcome;
    }

    List<T> all() {
        return List.of(exposure, outcome);
    }
}
