package io.exposures.producer;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client's log, which never floods: each topic speaks at most once a minute and then says how often it was silent.
 * Only threads of the client use it, so that a slow appender never holds up a caller.
 */
final class QuietLog {

    /** What a message is about. */
    enum About {
        PRODUCER,
        SENDING,
        SERIALIZING,
        SCHEMA,
        DROPS,
        DISK,
        UNCLEAN_STOP,
        LOSS_REPORT,
        LISTENER,
        DEFECT
    }

    private static final Logger LOG = LoggerFactory.getLogger(KafkaLogClient.class);
    private static final long PERIOD_NANOS = Duration.ofMinutes(1).toNanos();

    private final Map<About, Long> spokenAt = new EnumMap<>(About.class);
    private final Map<About, Long> silenced = new EnumMap<>(About.class);

    /** Says something that is said only once. */
    void info(String message) {
        LOG.info(message);
    }

    /** Says something, or stays silent; answers which. */
    synchronized boolean warn(About about, String message, @Nullable Throwable cause) {
        long now = System.nanoTime();
        Long last = spokenAt.get(about);
        if (last != null && now - last < PERIOD_NANOS) {
            silenced.merge(about, 1L, Long::sum);
            return false;
        }
        spokenAt.put(about, now);
        Long silent = silenced.remove(about);
        LOG.warn("{}{}", message, silent == null ? "" : " (and " + silent + " like it in the minute before)", cause);
        return true;
    }
}
