package io.exposures.quickstart.faults;

/**
 * One way of hurting a pipeline.
 *
 * @param id short name
 * @param what what is done, in a few words
 * @param brokers brokers of the cluster: one or three
 * @param joiners instances of the joiner at the beginning
 * @param heavy whether it has all the users that were asked for, or a fifth of them
 * @param strike hurts it
 */
record Fault(String id, String what, int brokers, int joiners, boolean heavy, Strike strike) {

    /** Feeds all of the traffic, and hurts the pipeline meanwhile. */
    @FunctionalInterface
    interface Strike {

        /**
         * Ends with at least one instance of the joiner running and all brokers up.
         *
         * @return what shows that the fault happened while records were in flight
         * @throws VacuousException if it did not
         */
        String on(Stage stage) throws Exception;
    }

    /** The fault did not happen, or at a moment when there was nothing to lose. */
    static final class VacuousException extends Exception {

        private static final long serialVersionUID = 1L;

        VacuousException(String message) {
            super(message);
        }
    }
}
