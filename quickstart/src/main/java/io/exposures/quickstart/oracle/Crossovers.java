package io.exposures.quickstart.oracle;

import java.util.Locale;

/** What to do with units that were seen with more than one arm. */
public enum Crossovers {
    /** Leave them out of the sums. */
    EXCLUDE,
    /** Count them for the arm that they were first seen with. */
    FIRST_SEEN;

    /** Its name in the API. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
