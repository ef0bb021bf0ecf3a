package io.exposures.producer;

import io.exposures.producer.QuietLog.About;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says how a run begins, and whether the one before it ended properly. Only the delivery thread uses it. */
final class RunLog {

    private final String effectiveConfig;
    private final @Nullable RunMarker marker;
    private final Losses losses;
    private final QuietLog log;

    RunLog(String effectiveConfig, @Nullable RunMarker marker, Losses losses, QuietLog log) {
        this.effectiveConfig = effectiveConfig;
        this.marker = marker;
        this.losses = losses;
        this.log = log;
    }

    void begin() {
        log.info(LibraryVersion.LIBRARY + " logs with " + effectiveConfig);
        if (marker != null) {
            try {
                reportUncleanStop(marker.begin());
            } catch (IOException e) {
                log.warn(About.DISK, "cannot mark the run, so the next one will not know if this one is killed", e);
            }
        }
    }

    private void reportUncleanStop(@Nullable Instant started) {
        if (started != null) {
            losses.uncleanStop(started);
            String message = "the run that started " + started + " was killed: what it had in memory is lost";
            log.warn(About.UNCLEAN_STOP, message, null);
        }
    }

    void end() {
        if (marker != null) {
            try {
                marker.end();
            } catch (IOException e) {
                log.warn(About.DISK, "cannot unmark the run, so the next one will take this one for killed", e);
            }
        }
    }
}
