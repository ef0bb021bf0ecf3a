package io.exposures.testing;

/**
 * A real one-node Kafka broker, transactions included, that a test can hurt. Topics are not created by themselves.
 *
 * <p>Every method returns when its effect is there: a broker that was started or restarted answers requests.
 */
public interface KafkaBroker extends AutoCloseable {

    /** Where clients connect; stays the same over a restart. */
    String bootstrapServers();

    /** Ends the broker at once, as SIGKILL does: it flushes nothing and says goodbye to nobody. Its data stay. */
    void kill();

    /** Freezes the broker, as SIGSTOP does: connections stay open and nothing answers. */
    void pause();

    /** Lets a frozen broker go on. */
    void resume();

    /**
     * Starts a killed broker again on its data.
     *
     * @throws IllegalStateException if the broker is running
     */
    void restart();

    /** Stops the broker and deletes its data. Harmless when repeated. */
    @Override
    void close();
}
