package io.exposures.producer;

import io.exposures.assignment.LogRecord;
import io.exposures.records.Exposure;
import io.exposures.records.Outcome;
import io.exposures.records.Source;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Turns what a service hands in into the records that travel, complete with id and source. */
final class RecordMapper {

    /** Extra data of this name is the value of an event that is logged through an experiment. */
    static final String VALUE = "value";

    /** Estimate of the memory of a record, its place in the buffer included, before its texts and maps. */
    private static final int RECORD_BYTES = 360;

    private final String useridInput;
    private final Source source;
    private final InstantSource clock;
    private final TimeOrderedIds ids;

    RecordMapper(ProducerConfig config, InstantSource clock) {
        this.useridInput = config.useridInput();
        this.source = new Source(LibraryVersion.LIBRARY, config.host());
        this.clock = clock;
        this.ids = new TimeOrderedIds(clock);
    }

    /** A record that an experiment logs: an exposure, or an outcome when its event is another. */
    BufferedRecord map(LogRecord logged) {
        return logged.isExposure() ? exposure(logged) : outcome(logged);
    }

    private BufferedRecord exposure(LogRecord logged) {
        AvroValues values = new AvroValues();
        String userid = values.text(userid(logged));
        Exposure exposure = new Exposure(
                values.text(ids.next()),
                userid,
                values.text(unit(logged, userid)),
                logged.name(),
                logged.salt(),
                logged.checksum(),
                logged.namespace(),
                values.map(logged.inputs()),
                values.map(logged.params()),
                new ArrayList<>(logged.declared()),
                checked(logged.time()),
                LogRecord.EXPOSURE,
                values.map(logged.extraData()),
                source);
        return buffered(RecordKind.EXPOSURE, exposure, values);
    }

    private BufferedRecord outcome(LogRecord logged) {
        AvroValues values = new AvroValues();
        Outcome outcome = new Outcome(
                values.text(ids.next()),
                values.text(userid(logged)),
                checked(logged.time()),
                values.text(logged.event()),
                finite(logged.extraData().get(VALUE) instanceof Number number ? (Double) number.doubleValue() : null),
                null,
                values.map(logged.extraData()),
                logged.name(),
                logged.salt(),
                logged.checksum(),
                values.map(logged.inputs()),
                values.map(logged.params()),
                source);
        return buffered(RecordKind.OUTCOME, outcome, values);
    }

    /** An event that a service logs by itself. */
    BufferedRecord map(String userid, OutcomeEvent event) {
        AvroValues values = new AvroValues();
        String id = event.id();
        Instant time = event.time();
        Outcome outcome = new Outcome(
                values.text(id == null ? ids.next() : id),
                values.text(Userid.checked(userid)),
                checked(time == null ? clock.instant() : time),
                values.text(event.name()),
                finite(event.value()),
                null,
                values.map(event.extraData()),
                null,
                null,
                null,
                null,
                null,
                source);
        return buffered(RecordKind.OUTCOME, outcome, values);
    }

    /** The record that takes an outcome back. */
    BufferedRecord retraction(String userid, String eventId, Instant time) {
        AvroValues values = new AvroValues();
        Outcome outcome = new Outcome(
                values.text(ids.next()),
                values.text(Userid.checked(userid)),
                checked(time),
                "retraction",
                null,
                values.text(eventId),
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                source);
        return buffered(RecordKind.OUTCOME, outcome, values);
    }

    private static BufferedRecord buffered(RecordKind kind, SpecificRecord avro, AvroValues values) {
        return new BufferedRecord(kind, avro, RECORD_BYTES + values.bytes());
    }

    private String userid(LogRecord logged) {
        return Userid.of(logged.inputs().get(useridInput), useridInput);
    }

    /** The userid, or a JSON array of the values of a composite unit. */
    private String unit(LogRecord logged, String userid) {
        List<String> names = logged.unitInputs();
        if (names.isEmpty() || (names.size() == 1 && names.get(0).equals(useridInput))) {
            return userid;
        }
        List<@Nullable Object> values = new ArrayList<>(names.size());
        for (String name : names) {
            values.add(logged.inputs().get(name));
        }
        return JsonText.of(values);
    }

    /** Refuses a time that does not fit into microseconds of 64 bits. */
    private static Instant checked(Instant time) {
        Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), 1_000_000L);
        return time;
    }

    private static @Nullable Double finite(@Nullable Double value) {
        if (value != null && !Double.isFinite(value)) {
            throw new IllegalArgumentException("value of an event: expected a finite number, got: " + value);
        }
        return value;
    }
}
