package io.exposures.joiner.definitions;

import org.jspecify.annotations.Nullable;

/**
 * One field that differs between two definitions.
 *
 * @param field its name, for example {@code metrics[revenue].scale}
 * @param before its value before; null when it had none
 * @param after its value after; null when it has none
 * @param bound whether the field decides rows or sums, so that a change takes effect only on a rebuild where the
 *     experiment has begun
 */
public record FieldChange(
        String field, @Nullable String before, @Nullable String after, boolean bound) {}
