package io.exposures.joiner.join;

/**
 * An outcome within the horizon, or the memory of one that was taken back.
 *
 * @param time event time, microseconds since the epoch
 * @param eventId its id; with the user and the time its identity
 * @param fate whether it counts
 * @param content what it says; empty unless {@link Fate#LIVE}
 * @param offset where the record that decided its fate stands in the outcomes' log
 */
public record BufferedOutcome(long time, String eventId, Fate fate, Content content, long offset) {

    /** Whether an outcome counts. */
    public enum Fate {
        /** It counts. */
        LIVE(0),
        /** It came and was taken back. */
        RETRACTED(1),
        /** Its retraction came; it has not come itself. */
        RETRACTED_BEFORE_IT_CAME(2);

        private final int code;

        Fate(int code) {
            this.code = code;
        }

        /** How it is stored. */
        public int code() {
            return code;
        }

        /** The fate that is stored as {@code code}. */
        public static Fate of(int code) {
            return switch (code) {
                case 0 -> LIVE;
                case 1 -> RETRACTED;
                case 2 -> RETRACTED_BEFORE_IT_CAME;
                default -> throw new IllegalArgumentException("fate: expected 0 to 2, got " + code);
            };
        }
    }

    /**
     * What an outcome says.
     *
     * @param event name of the event
     * @param metric the name it is counted under
     * @param value its value; 1 when the record had none
     * @param extraData the extra data; empty when there is none
     */
    public record Content(String event, String metric, double value, StoredMap extraData) {

        static final Content NONE = new Content("", "", 0, StoredMap.EMPTY);
    }

    static BufferedOutcome live(long time, String eventId, Content content, long offset) {
        return new BufferedOutcome(time, eventId, Fate.LIVE, content, offset);
    }

    /** An entry that remembers a retraction, not an outcome. */
    public static BufferedOutcome retracted(long time, String eventId, Fate fate, long offset) {
        return new BufferedOutcome(time, eventId, fate, Content.NONE, offset);
    }

    boolean isLive() {
        return fate == Fate.LIVE;
    }

    /** Its value in steps. */
    long steps(int scale) {
        return ScaledValue.steps(content.value(), scale);
    }
}
