package io.exposures.benchmarks.joiner;

import io.exposures.records.Exposure;
import io.exposures.records.Outcome;
import io.exposures.records.Source;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Events as the records that services send. */
final class InputRecords {

    private static final Source SOURCE = Source.newBuilder()
            .setLibrary("log-producer/0.1.0")
            .setHost("shop-1.example.org")
            .build();

    private InputRecords() {}

    static SpecificRecord of(Event event) {
        return event.isExposure() ? exposure(event) : outcome(event);
    }

    private static Exposure exposure(Event event) {
        String experiment = Experiments.name(event.experiment());
        return Exposure.newBuilder()
                .setExposureId(event.id())
                .setUserid(event.userid())
                .setUnit(event.userid())
                .setName(experiment)
                .setSalt(experiment)
                .setChecksum("a1b2c3d4")
                .setInputs(Map.of("userid", event.userid()))
                .setParams(Map.of("variant", Experiments.variant(event.arm()), "size", 12L))
                .setDeclared(List.of("variant", "size"))
                .setTime(instant(event.time()))
                .setSource(SOURCE)
                .build();
    }

    private static Outcome outcome(Event event) {
        return Outcome.newBuilder()
                .setEventId(event.id())
                .setUserid(event.userid())
                .setTime(instant(event.time()))
                .setEvent(event.name())
                .setValue(event.value())
                .setSource(SOURCE)
                .build();
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
