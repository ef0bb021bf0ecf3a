package io.exposures.testing;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One broker for all integration tests of a JVM that do not hurt it, started at first use. Tests keep apart by giving
 * their topics and groups a prefix of their own.
 */
public final class SharedBroker {

    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private SharedBroker() {}

    /** Where clients connect. */
    public static String bootstrapServers() {
        return Holder.BROKER.bootstrapServers();
    }

    /** A prefix for topic names that no other caller gets; it ends with a dot. */
    public static String newPrefix(Class<?> test) {
        return test.getSimpleName().toLowerCase(Locale.ROOT) + "-" + PREFIXES.incrementAndGet() + ".";
    }

    private static final class Holder {
        static final BrokerProcess BROKER = BrokerProcess.start();
    }
}
