package io.exposures.producer;

import io.exposures.assignment.LogRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a service hands in into the records that travel, complete with id and source.
 *
 * <p>Each is written straight into Avro's binary form, field by field in the order of its schema: that costs the caller
 * less than making the generated object, is small while it waits, and no longer changes when the caller's maps do.
 */
final class RecordEncoder {

    /** Extra data of this name is the value of an event that is logged through an experiment. */
    static final String VALUE = "value";

    private static final String RETRACTION = "retraction";

    private static final int NULL = 0;
    private static final int NOT_NULL = 1;

    /** name, salt, checksum, inputs and params of an outcome. */
    private static final int EXPERIMENT_FIELDS = 5;

    private static final int FIRST_GUESS = 256;
    private static final int SLACK = 16;

    private final String useridInput;
    private final boolean withDedupKeys;
    private final byte[] source;
    private final InstantSource clock;
    private final TimeOrderedIds ids;

    private final PerKind<SizeGuess> sizes = PerKind.of(kind -> new SizeGuess());

    /** The size of the last record of a kind, a guess of the next one's; threads may overwrite it as they like. */
    private static final class SizeGuess {
        private int last = FIRST_GUESS;
    }

    /**
     * Prepares for records.
     *
     * @param ids makes the ids of records
     * @param withDedupKeys whether exposures get the keys that repeats are recognised by
     */
    RecordEncoder(ProducerConfig config, InstantSource clock, TimeOrderedIds ids, boolean withDedupKeys) {
        this.withDedupKeys = withDedupKeys;
        this.useridInput = config.useridInput();
        this.source = source(config.host());
        this.clock = clock;
        this.ids = ids;
    }

    private static byte[] source(String host) {
        AvroBinaryWriter out = new AvroBinaryWriter(FIRST_GUESS);
        out.text(LibraryVersion.LIBRARY);
        out.text(host);
        return Arrays.copyOf(out.bytes(), out.size());
    }

    /** A writer with room for a record like the last one of its kind. */
    private AvroBinaryWriter writer(RecordKind kind) {
        return new AvroBinaryWriter(sizes.get(kind).last + SLACK);
    }

    private BufferedRecord buffered(
            RecordKind kind,
            AvroBinaryWriter out,
            @Nullable String experiment,
            long time,
            @Nullable ExposureKey dedupKey) {
        sizes.get(kind).last = out.size();
        return new BufferedRecord(kind, out.trimmed(), experiment, time, dedupKey);
    }

    /** A record that an experiment logs: an exposure, or an outcome when its event is another. */
    BufferedRecord encode(LogRecord logged) {
        return logged.isExposure() ? exposure(logged) : outcome(logged);
    }

    private BufferedRecord exposure(LogRecord logged) {
        String userid = userid(logged);
        long time = Micros.of(logged.time());
        AvroBinaryWriter out = writer(RecordKind.EXPOSURE);
        out.uuid(ids.next());
        int identity = out.size();
        out.text(userid);
        out.text(unit(logged, userid));
        out.text(logged.name());
        out.text(logged.salt());
        out.optionalText(logged.checksum());
        out.optionalText(logged.namespace());
        int inputs = out.size();
        PlanOutValues.writeMap(out, logged.inputs());
        int params = out.size();
        PlanOutValues.writeMap(out, logged.params());
        int end = out.size();
        PlanOutValues.writeTexts(out, logged.declared());
        out.number(time);
        out.text(LogRecord.EXPOSURE);
        PlanOutValues.writeMap(out, logged.extraData());
        out.raw(source);
        // What the service added may be news, so an exposure that has extra data is never a repeat.
        boolean mayRepeat = withDedupKeys && logged.extraData().isEmpty();
        ExposureKey dedupKey = mayRepeat ? key(out, identity, inputs, params, end) : null;
        return buffered(RecordKind.EXPOSURE, out, logged.name(), time, dedupKey);
    }

    private static ExposureKey key(AvroBinaryWriter out, int identity, int inputs, int params, int end) {
        KeyHash hash = new KeyHash();
        hash.add(out.bytes(), identity, inputs);
        hash.add(out.bytes(), params, end);
        return hash.key();
    }

    private BufferedRecord outcome(LogRecord logged) {
        Double value = logged.extraData().get(VALUE) instanceof Number number ? (Double) number.doubleValue() : null;
        long time = Micros.of(logged.time());
        AvroBinaryWriter out = writer(RecordKind.OUTCOME);
        out.uuid(ids.next());
        out.text(userid(logged));
        writeWhatHappened(out, time, logged.event(), value, null, logged.extraData());
        out.optionalText(logged.name());
        out.optionalText(logged.salt());
        out.optionalText(logged.checksum());
        out.number(NOT_NULL);
        PlanOutValues.writeMap(out, logged.inputs());
        out.number(NOT_NULL);
        PlanOutValues.writeMap(out, logged.params());
        out.number(NOT_NULL);
        out.raw(source);
        return buffered(RecordKind.OUTCOME, out, logged.name(), time, null);
    }

    /** An event that a service logs by itself. */
    BufferedRecord encode(String userid, OutcomeEvent event) {
        Instant happened = event.time();
        long time = Micros.of(happened == null ? clock.instant() : happened);
        AvroBinaryWriter out = beginOutcome(event.id(), userid);
        writeWhatHappened(out, time, event.name(), event.value(), null, event.extraData());
        return outsideExperiment(out, time);
    }

    /** The record that takes an outcome back. */
    BufferedRecord retraction(String userid, String eventId, Instant time) {
        long micros = Micros.of(time);
        AvroBinaryWriter out = beginOutcome(null, userid);
        writeWhatHappened(out, micros, RETRACTION, null, Objects.requireNonNull(eventId, "event id"), Map.of());
        return outsideExperiment(out, micros);
    }

    private AvroBinaryWriter beginOutcome(@Nullable String id, String userid) {
        AvroBinaryWriter out = writer(RecordKind.OUTCOME);
        if (id == null) {
            out.uuid(ids.next());
        } else {
            out.text(id);
        }
        out.text(Userid.checked(userid));
        return out;
    }

    private static void writeWhatHappened(
            AvroBinaryWriter out,
            long time,
            String event,
            @Nullable Double value,
            @Nullable String retracts,
            Map<String, @Nullable Object> extraData) {
        out.number(time);
        out.text(event);
        writeValue(out, value);
        out.optionalText(retracts);
        PlanOutValues.writeMap(out, extraData);
    }

    private static void writeValue(AvroBinaryWriter out, @Nullable Double value) {
        if (value == null) {
            out.number(NULL);
        } else if (Double.isFinite(value)) {
            out.number(NOT_NULL);
            out.floating(value);
        } else {
            throw new IllegalArgumentException("value of an event: expected a finite number, got: " + value);
        }
    }

    private BufferedRecord outsideExperiment(AvroBinaryWriter out, long time) {
        for (int absent = 0; absent < EXPERIMENT_FIELDS; absent++) {
            out.number(NULL);
        }
        out.number(NOT_NULL);
        out.raw(source);
        return buffered(RecordKind.OUTCOME, out, null, time, null);
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
}
