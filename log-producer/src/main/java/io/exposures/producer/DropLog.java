package io.exposures.producer;

import io.exposures.producer.QuietLog.About;
import java.time.Duration;
import java.util.Map;

/** Says in the log, now and then, what was dropped. Only the delivery thread uses it. */
final class DropLog {

    private static final long INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();

    private final PerKind<Accounts> accounts;
    private final Losses losses;
    private final QuietLog log;
    private long lookedAt = System.nanoTime();
    private long said;

    DropLog(PerKind<Accounts> accounts, Losses losses, QuietLog log) {
        this.accounts = accounts;
        this.losses = losses;
        this.log = log;
    }

    /**
     * Says what was dropped, if that is news.
     *
     * @param atOnce whether to look without waiting
     */
    void work(boolean atOnce) {
        long now = System.nanoTime();
        if (!atOnce && now - lookedAt < INTERVAL_NANOS) {
            return;
        }
        lookedAt = now;
        Map<DropReason, Long> exposures = accounts.exposure().dropped();
        Map<DropReason, Long> outcomes = accounts.outcome().dropped();
        long total = sum(exposures) + sum(outcomes);
        if (total != said && log.warn(About.DROPS, message(exposures, outcomes), losses.takeLastRefusal())) {
            said = total;
        }
    }

    private static String message(Map<DropReason, Long> exposures, Map<DropReason, Long> outcomes) {
        return "records were dropped; so far exposures: " + exposures + ", outcomes: " + outcomes;
    }

    private static long sum(Map<DropReason, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
