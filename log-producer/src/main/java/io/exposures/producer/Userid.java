package io.exposures.producer;

import io.exposures.assignment.values.TextForm;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The userid of a record: the key of its message, as text. */
final class Userid {

    private Userid() {}

    /** The userid that an input holds, in the text form that PlanOut hashes. */
    static String of(@Nullable Object input, String name) {
        if (input == null) {
            throw new IllegalArgumentException("no userid: the input " + name + " is missing or null");
        }
        return checked(TextForm.plain(input));
    }

    /** Refuses text that has no UTF-8 form: different ids would become the same key. */
    static String checked(String userid) {
        for (int i = 0; i < userid.length(); i++) {
            if (Character.isSurrogate(userid.charAt(i))) {
                return checkedSurrogates(userid);
            }
        }
        return userid;
    }

    private static String checkedSurrogates(String userid) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(userid)) {
            throw new IllegalArgumentException("userid: contains an unpaired surrogate");
        }
        return userid;
    }
}
