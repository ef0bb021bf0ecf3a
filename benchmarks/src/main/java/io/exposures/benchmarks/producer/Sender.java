package io.exposures.benchmarks.producer;

/** One way to bring the {@link Traffic} to Kafka. */
interface Sender {

    /** Hands over one record, waiting for room if there is none. */
    void send(long number);

    /**
     * Waits until Kafka has acknowledged everything.
     *
     * @param sent how many records were handed over since the sender was made
     * @throws IllegalStateException if one of them was not
     */
    void finish(long sent);
}
