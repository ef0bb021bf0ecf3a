package io.exposures.testing;

import io.exposures.records.Exposure;
import io.exposures.records.Json;
import io.exposures.records.Outcome;
import io.exposures.records.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Well-known example events. Ann meets the red button at noon and buys a minute later; Bob meets the blue one an hour
 * after her and never buys.
 */
public final class ExampleEvents {

    /** When Ann met her assignment. */
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** Name of the example experiment. */
    public static final String EXPERIMENT = "ButtonColour";

    /** Salt of the example experiment. */
    public static final String SALT = "ButtonColour";

    /** Who made the examples. */
    public static final Source SOURCE = Source.newBuilder()
            .setLibrary("log-producer/0.1.0")
            .setHost("shop-1.example.org")
            .build();

    private ExampleEvents() {}

    /** Ann meets the red button at noon. */
    public static Exposure annExposed() {
        return exposure("01954b56-a800-7000-8000-000000000001", "ann", "red", NOON);
    }

    /** Bob meets the blue button an hour later. */
    public static Exposure bobExposed() {
        return exposure("01954b8d-9680-7000-8000-000000000002", "bob", "blue", NOON.plusSeconds(3600));
    }

    /** Ann buys for 19.90, a minute after her exposure. */
    public static Outcome annBought() {
        return outcome("order-4711", "ann", "purchase", 19.90, NOON.plusSeconds(60));
    }

    /** Ann's order is cancelled. */
    public static Outcome annCancelled() {
        return Outcome.newBuilder(annBought())
                .setEventId("cancel-4711")
                .setRetracts("order-4711")
                .build();
    }

    /**
     * An exposure to the example experiment, with every field set.
     *
     * @param id exposure id
     * @param userid user, and unit
     * @param colour parameter {@code colour}
     * @param time event time
     */
    public static Exposure exposure(String id, String userid, String colour, Instant time) {
        return Exposure.newBuilder()
                .setExposureId(id)
                .setUserid(userid)
                .setUnit(userid)
                .setName(EXPERIMENT)
                .setSalt(SALT)
                .setChecksum("a1b2c3d4")
                .setNamespace("checkout")
                .setInputs(Map.of("userid", userid, "visits", 3L, "share", 0.25))
                .setParams(Map.of("colour", colour, "bold", true, "sizes", new Json("[10,12]")))
                .setDeclared(List.of("colour", "bold", "sizes"))
                .setTime(time)
                .setExtraData(Map.of("page", "/cart"))
                .setSource(SOURCE)
                .build();
    }

    /**
     * An outcome that was not logged through an experiment.
     *
     * @param id event id
     * @param userid user
     * @param event name of the metric
     * @param value amount
     * @param time event time
     */
    public static Outcome outcome(String id, String userid, String event, double value, Instant time) {
        return Outcome.newBuilder()
                .setEventId(id)
                .setUserid(userid)
                .setTime(time)
                .setEvent(event)
                .setValue(value)
                .setExtraData(Map.of("currency", "EUR"))
                .setSource(SOURCE)
                .build();
    }
}
