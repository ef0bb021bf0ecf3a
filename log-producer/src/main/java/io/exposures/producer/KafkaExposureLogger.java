package io.exposures.producer;

import io.exposures.assignment.ExposureLogger;
import io.exposures.assignment.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what experiments log: exposures to the exposures topic, any other event to the outcomes topic, with the
 * experiment it was logged through. The value of such an event is the number in its extra data under the name
 * {@code value}; without one, or if it is not a number, the event counts 1.
 *
 * <p>Never blocks, unless the buffer's policy is to wait, and never throws. Get one from
 * {@link KafkaLogClient#exposureLogger()}.
 */
public final class KafkaExposureLogger implements ExposureLogger {

    private final Intake intake;
    private final RecordEncoder encoder;

    KafkaExposureLogger(Intake intake, RecordEncoder encoder) {
        this.intake = intake;
        this.encoder = encoder;
    }

    @Override
    public void log(@Nullable LogRecord logRecord) {
        if (logRecord == null) {
            intake.refuse(RecordKind.EXPOSURE, "exposure: null");
            return;
        }
        RecordKind kind = LogRecord.EXPOSURE.equals(logRecord.event()) ? RecordKind.EXPOSURE : RecordKind.OUTCOME;
        intake.take(kind, logRecord.name(), () -> encoder.encode(logRecord));
    }
}
