package io.exposures.joiner.join;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One user's outcomes within the horizon: the memory of duplicates, and what a late exposure makes its rows from. */
public interface OutcomeBuffer {

    /** The entry with this identity; null when there is none. */
    @Nullable
    BufferedOutcome find(long time, String eventId);

    /** All entries at or after {@code from} and before {@code to}, microseconds. */
    List<BufferedOutcome> between(long from, long to);
}
