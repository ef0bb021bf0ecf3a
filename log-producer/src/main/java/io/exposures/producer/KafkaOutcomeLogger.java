package io.exposures.producer;

import java.time.Instant;
import java.util.Map;

/**
 * Publishes what happened to users to the outcomes topic; which experiments it counts for is found out downstream.
 *
 * <p>Never blocks, unless the buffer's policy is to wait, and never throws: an event that cannot be published is refused
 * and counted. Get one from {@link KafkaLogClient#outcomeLogger()}.
 */
public final class KafkaOutcomeLogger {

    private final Intake intake;
    private final RecordEncoder encoder;

    KafkaOutcomeLogger(Intake intake, RecordEncoder encoder) {
        this.intake = intake;
        this.encoder = encoder;
    }

    /**
     * Logs an event that happens now and counts 1.
     *
     * @param userid the user, as in the exposures
     * @param event name of the event, which is the metric it counts for
     */
    public void log(String userid, String event) {
        log(userid, OutcomeEvent.named(event));
    }

    /**
     * Logs an event that happens now.
     *
     * @param userid the user, as in the exposures
     * @param event name of the event, which is the metric it counts for
     * @param value amount in the metric's unit, finite
     */
    public void log(String userid, String event, double value) {
        log(userid, new OutcomeEvent(event, null, null, value, Map.of()));
    }

    /**
     * Logs an event.
     *
     * @param userid the user, as in the exposures
     */
    public void log(String userid, OutcomeEvent event) {
        intake.take(RecordKind.OUTCOME, null, () -> encoder.encode(userid, event));
    }

    /**
     * Takes an event back, as if it had never happened: a refund, a cancelled order.
     *
     * @param userid the user it was logged for
     * @param eventId its id
     * @param time its time
     */
    public void retract(String userid, String eventId, Instant time) {
        intake.take(RecordKind.OUTCOME, null, () -> encoder.retraction(userid, eventId, time));
    }
}
