package io.exposures.assignment.environment;

import io.exposures.assignment.hashing.UnitHash;
import io.exposures.assignment.values.TextForm;
import org.jspecify.annotations.Nullable;

/** An experiment's salt: normally a text, and as such the start of what is hashed. */
public final class Salt {
    private final @Nullable Object value;
    private byte @Nullable [] prefix;

    private Salt(@Nullable Object value) {
        this.value = value;
    }

    /** A salt with this value. */
    public static Salt of(@Nullable Object value) {
        return new Salt(value);
    }

    @Nullable
    Object value() {
        return value;
    }

    /** The text and a dot, in UTF-8. */
    byte[] prefix() {
        byte[] known = prefix;
        if (known == null) {
            known = UnitHash.bytes(TextForm.plain(value) + '.');
            prefix = known; // several threads may find the same
        }
        return known;
    }
}
