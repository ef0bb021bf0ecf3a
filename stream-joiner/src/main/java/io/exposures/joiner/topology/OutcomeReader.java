package io.exposures.joiner.topology;

import io.exposures.joiner.join.BoundedNames;
import io.exposures.joiner.join.BufferedOutcome;
import io.exposures.joiner.join.OutcomeRecord;
import io.exposures.joiner.join.ScaledValue;
import io.exposures.joiner.join.StoredMap;
import io.exposures.records.Outcome;

/** An outcome record to what the join decides on. */
final class OutcomeReader {

    /** It is kept with the outcome, and is in every row that the outcome makes. */
    private static final int EXTRA_DATA_LIMIT = 262_144;

    private OutcomeReader() {}

    static OutcomeRecord read(byte[] key, Outcome outcome, long appendMillis, long offset, BoundedNames metrics)
            throws RefusedRecordException {
        InputDecoder.checkUserid(key, outcome.getUserid());
        InputDecoder.checkName("event_id", outcome.getEventId());
        if (outcome.getRetracts() == null) {
            InputDecoder.checkName("event", outcome.getEvent());
        } else {
            InputDecoder.checkName("retracts", outcome.getRetracts());
        }
        StoredMap extraData = StoredMaps.encode(outcome.getExtraData());
        InputDecoder.checkSize("extra_data", extraData.bytes().length, EXTRA_DATA_LIMIT);
        var content = new BufferedOutcome.Content(
                outcome.getEvent(), metrics.resolve(outcome.getEvent()), value(outcome), extraData);
        return new OutcomeRecord(
                outcome.getEventId(),
                InputDecoder.micros(outcome.getTime()),
                outcome.getRetracts(),
                content,
                appendMillis,
                offset);
    }

    private static double value(Outcome outcome) throws RefusedRecordException {
        Double value = outcome.getValue();
        if (value == null) {
            return 1;
        }
        if (!Double.isFinite(value)) {
            throw new RefusedRecordException(
                    "value_not_finite", "the value is " + value + "; expected a finite number");
        }
        if (Math.abs(value) > ScaledValue.LIMIT) {
            throw new RefusedRecordException(
                    "value_out_of_range", "the value is " + value + "; expected at most 1e12 in absolute value");
        }
        return value;
    }
}
