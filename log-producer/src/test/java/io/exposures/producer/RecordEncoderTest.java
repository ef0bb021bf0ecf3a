package io.exposures.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exposures.assignment.LogRecord;
import io.exposures.records.Exposure;
import io.exposures.records.Json;
import io.exposures.records.Outcome;
import io.exposures.records.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordEncoderTest {

    private static final Instant NOON = Examples.NOON;

    private final RecordEncoder encoder = encoder(new Properties());

    @Test
    void anExposureCarriesAllThatPlanOutLogs() {
        Exposure exposure = exposure(Examples.exposure("ann"));

        assertThat(UUID.fromString(exposure.getExposureId()).version()).isEqualTo(7);
        assertThat(exposure.getUserid()).isEqualTo("ann");
        assertThat(exposure.getUnit()).isEqualTo("ann");
        assertThat(exposure.getName()).isEqualTo("ButtonColour");
        assertThat(exposure.getSalt()).isEqualTo("ButtonColour");
        assertThat(exposure.getChecksum()).isEqualTo("a1b2c3d4");
        assertThat(exposure.getNamespace()).isNull();
        assertThat(exposure.getInputs()).isEqualTo(Map.of("userid", "ann"));
        assertThat(exposure.getParams()).isEqualTo(Map.of("colour", "red", "bold", true));
        assertThat(exposure.getDeclared()).containsExactly("colour");
        assertThat(exposure.getTime()).isEqualTo(NOON);
        assertThat(exposure.getEvent()).isEqualTo("exposure");
        assertThat(exposure.getExtraData()).isEmpty();
        assertThat(exposure.getSource().getLibrary()).startsWith("log-producer/");
        assertThat(exposure.getSource().getHost()).isEqualTo("shop-1");
    }

    @Test
    void valuesKeepTheirPlanOutTypes() {
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("userid", 7L);
        inputs.put("none", null);
        inputs.put("int", 3);
        inputs.put("float", 0.5f);
        inputs.put("double", -0.0);
        inputs.put("small", BigInteger.valueOf(Long.MIN_VALUE));
        inputs.put("big", BigInteger.TWO.pow(64));
        inputs.put("list", Arrays.asList(1L, "a", null, 2.5, List.of(true)));
        inputs.put("map", Map.of("k", List.of(BigInteger.TWO.pow(70))));
        inputs.put("day", java.time.DayOfWeek.MONDAY);

        Exposure exposure = exposure(Examples.record("exposure", inputs, Map.of()));

        Map<String, @Nullable Object> expected = new HashMap<>();
        expected.put("userid", 7L);
        expected.put("none", null);
        expected.put("int", 3L);
        expected.put("float", 0.5);
        expected.put("double", -0.0);
        expected.put("small", Long.MIN_VALUE);
        expected.put("big", new Json("18446744073709551616"));
        expected.put("list", new Json("[1,\"a\",null,2.5,[true]]"));
        expected.put("map", new Json("{\"k\":[1180591620717411303424]}"));
        expected.put("day", "MONDAY");
        assertThat(exposure.getInputs()).isEqualTo(expected);
    }

    @Test
    void theCallerMayChangeItsMapsAfterwards() {
        Map<String, @Nullable Object> inputs = new HashMap<>(Map.of("userid", "ann"));
        List<@Nullable Object> list = new ArrayList<>(List.of("x"));
        inputs.put("list", list);
        Exposure exposure = exposure(Examples.record("exposure", inputs, Map.of()));

        inputs.clear();
        list.clear();

        assertThat(exposure.getInputs()).isEqualTo(Map.of("userid", "ann", "list", new Json("[\"x\"]")));
    }

    @Test
    void aCompositeUnitIsAJsonArrayOfItsValues() {
        LogRecord logged = new LogRecord(
                "Page",
                "s",
                null,
                "ns",
                List.of("userid", "pageid"),
                List.of(),
                Map.of("userid", "ann", "pageid", 5L),
                Map.of(),
                "exposure",
                Map.of(),
                NOON);

        Exposure exposure = exposure(logged);

        assertThat(exposure.getUserid()).isEqualTo("ann");
        assertThat(exposure.getUnit()).isEqualTo("[\"ann\",5]");
        assertThat(exposure.getNamespace()).isEqualTo("ns");
        assertThat(exposure.getChecksum()).isNull();
    }

    @Test
    void theInputThatIsTheUseridCanBeNamed() {
        Properties properties = new Properties();
        properties.put("exposures.userid.input", "member");

        BufferedRecord buffered = encoder(properties)
                .encode(Examples.record("exposure", Map.of("member", "m-1", "userid", "other"), Map.of()));

        assertThat(((Exposure) buffered.decoded()).getUserid()).isEqualTo("m-1");
    }

    @Test
    void anEventOfAnExperimentIsAnOutcomeWithItsExperiment() {
        Outcome outcome =
                outcome(encoder.encode(Examples.event("ann", "purchase", Map.of("value", 3, "page", "/cart"))));

        assertThat(UUID.fromString(outcome.getEventId()).version()).isEqualTo(7);
        assertThat(outcome.getUserid()).isEqualTo("ann");
        assertThat(outcome.getEvent()).isEqualTo("purchase");
        assertThat(outcome.getValue()).isEqualTo(3.0);
        assertThat(outcome.getRetracts()).isNull();
        assertThat(outcome.getExtraData()).isEqualTo(Map.of("value", 3L, "page", "/cart"));
        assertThat(outcome.getName()).isEqualTo("ButtonColour");
        assertThat(outcome.getSalt()).isEqualTo("ButtonColour");
        assertThat(outcome.getChecksum()).isEqualTo("a1b2c3d4");
        assertThat(outcome.getInputs()).isEqualTo(Map.of("userid", "ann"));
        assertThat(outcome.getParams()).isEqualTo(Map.of("colour", "red", "bold", true));
        assertThat(outcome.getTime()).isEqualTo(NOON);
    }

    @Test
    void anEventWithoutANumberForAValueHasNone() {
        Outcome outcome = outcome(encoder.encode(Examples.event("ann", "purchase", Map.of("value", "12"))));

        assertThat(outcome.getValue()).isNull();
    }

    @Test
    void anEventOfItsOwnBelongsToNoExperiment() {
        OutcomeEvent event = OutcomeEvent.named("purchase")
                .withValue(12.5)
                .withId("order-1")
                .withTime(NOON.minusSeconds(5))
                .withExtra("currency", "EUR");

        Outcome outcome = outcome(encoder.encode("ann", event));

        assertThat(outcome.getEventId()).isEqualTo("order-1");
        assertThat(outcome.getTime()).isEqualTo(NOON.minusSeconds(5));
        assertThat(outcome.getValue()).isEqualTo(12.5);
        assertThat(outcome.getExtraData()).isEqualTo(Map.of("currency", "EUR"));
        assertThat(outcome.getName()).isNull();
        assertThat(outcome.getInputs()).isNull();
    }

    @Test
    void anEventWithoutATimeHappensNow() {
        Outcome outcome = outcome(encoder.encode("ann", OutcomeEvent.named("click")));

        assertThat(outcome.getTime()).isEqualTo(NOON);
        assertThat(outcome.getValue()).isNull();
        assertThat(UUID.fromString(outcome.getEventId()).version()).isEqualTo(7);
    }

    @Test
    void aRetractionNamesWhatItTakesBackAndWhen() {
        Outcome outcome = outcome(encoder.retraction("ann", "order-1", NOON.minusSeconds(60)));

        assertThat(outcome.getRetracts()).isEqualTo("order-1");
        assertThat(outcome.getTime()).isEqualTo(NOON.minusSeconds(60));
        assertThat(outcome.getUserid()).isEqualTo("ann");
        assertThat(outcome.getEventId()).isNotEqualTo("order-1");
    }

    @Test
    void whatCannotBePublishedIsRefused() {
        Map<String, @Nullable Object> noUser = new HashMap<>();
        noUser.put("userid", null);
        List<@Nullable Object> endless = new ArrayList<>();
        endless.add(endless);

        assertThatThrownBy(() -> encoder.encode(Examples.record("exposure", Map.of(), Map.of())))
                .hasMessage("no userid: the input userid is missing or null");
        assertThatThrownBy(() -> encoder.encode(Examples.record("exposure", noUser, Map.of())))
                .hasMessage("no userid: the input userid is missing or null");
        assertThatThrownBy(() -> encoder.encode(Examples.exposure("\ud800")))
                .hasMessage("userid: contains an unpaired surrogate");
        assertThatThrownBy(() -> encoder.encode("ann", OutcomeEvent.named("buy").withValue(Double.NaN)))
                .hasMessage("value of an event: expected a finite number, got: NaN");
        assertThatThrownBy(() -> encoder.encode("ann", OutcomeEvent.named("buy").withTime(Instant.MAX)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> encoder.encode("ann", OutcomeEvent.named("buy").withExtra("l", endless)))
                .hasMessage("value nested more than 100 levels deep");
    }

    @Test
    void aLargerRecordIsEstimatedLarger() {
        BufferedRecord small = encoder.encode(Examples.event("ann", "buy", Map.of()));
        BufferedRecord large = encoder.encode(Examples.event("ann", "buy", Map.of("text", "x".repeat(10_000))));

        assertThat(large.bytes()).isBetween(small.bytes() + 10_000, small.bytes() + 10_500);
    }

    /** Every record decodes to what the builders of the generated classes make, and nothing is left over. */
    @Test
    void randomRecordsAreThoseOfTheGeneratedClasses() throws IOException {
        long seed = 20260301;
        RandomRecords records = new RandomRecords(seed);
        for (int i = 0; i < 3000; i++) {
            LogRecord logged = records.next();

            BufferedRecord buffered = encoder.encode(logged);

            SpecificRecord decoded = buffered.decoded();
            String id = (String) decoded.get(0);
            Source source = new Source(LibraryVersion.LIBRARY, "shop-1");
            assertThat(decoded)
                    .as("seed %d, record %d: %s", seed, i, logged)
                    .isEqualTo(GeneratedRecords.of(logged, id, source));
            assertThat(buffered.length()).isEqualTo(avroBinary(decoded).length);
            assertThat(new String(buffered.key(), UTF_8))
                    .isEqualTo(logged.inputs().get("userid"));
            assertThat(Micros.toInstant(buffered.time()))
                    .isEqualTo(logged.time().truncatedTo(ChronoUnit.MICROS));
        }
    }

    private static byte[] avroBinary(SpecificRecord generated) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder avro = EncoderFactory.get().binaryEncoder(bytes, null);
        Schema schema = generated.getSchema();
        new SpecificDatumWriter<>(schema, SpecificData.getForSchema(schema)).write(generated, avro);
        avro.flush();
        return bytes.toByteArray();
    }

    @Test
    void aCollectionThatChangesMeanwhileIsRefused() {
        Map<String, @Nullable Object> growing = new HashMap<>(Map.of("userid", "ann")) {
            @Override
            public int size() {
                return super.size() + 1;
            }
        };

        assertThatThrownBy(() -> encoder.encode(Examples.record("exposure", growing, Map.of())))
                .isInstanceOf(ConcurrentModificationException.class);
    }

    @Test
    void onlyExposuresWithoutExtraDataCanBeRepeats() {
        ExposureKey key = encoder.encode(Examples.exposure("ann")).dedupKey();

        assertThat(key)
                .isNotNull()
                .isEqualTo(encoder.encode(Examples.exposure("ann")).dedupKey());
        assertThat(encoder.encode(Examples.exposure("bob")).dedupKey()).isNotEqualTo(key);
        assertThat(encoder.encode(Examples.record("exposure", Map.of("userid", "ann"), Map.of("page", 1L)))
                        .dedupKey())
                .isNull();
        assertThat(encoder.encode(Examples.event("ann", "click", Map.of())).dedupKey())
                .isNull();
    }

    @Test
    void repeatsMayHaveOtherInputsButNotOtherParams() {
        LogRecord red = Examples.record("exposure", Map.of("userid", "ann", "hour", 1L), Map.of());
        LogRecord redLater = Examples.record("exposure", Map.of("userid", "ann", "hour", 2L), Map.of());
        LogRecord text = withParams(red, Map.of("colour", "1"));
        LogRecord number = withParams(red, Map.of("colour", 1L));

        assertThat(encoder.encode(redLater).dedupKey())
                .isEqualTo(encoder.encode(red).dedupKey());
        assertThat(encoder.encode(text).dedupKey())
                .isNotEqualTo(encoder.encode(number).dedupKey());
    }

    private static LogRecord withParams(LogRecord logged, Map<String, @Nullable Object> params) {
        return new LogRecord(
                logged.name(),
                logged.salt(),
                logged.checksum(),
                logged.namespace(),
                logged.unitInputs(),
                logged.declared(),
                logged.inputs(),
                params,
                logged.event(),
                logged.extraData(),
                logged.time());
    }

    private Exposure exposure(LogRecord logged) {
        BufferedRecord buffered = encoder.encode(logged);
        assertThat(buffered.kind()).isEqualTo(RecordKind.EXPOSURE);
        return (Exposure) buffered.decoded();
    }

    private static Outcome outcome(BufferedRecord buffered) {
        assertThat(buffered.kind()).isEqualTo(RecordKind.OUTCOME);
        return (Outcome) buffered.decoded();
    }

    private static RecordEncoder encoder(Properties overrides) {
        Properties properties = Examples.properties("127.0.0.1:1");
        properties.put("exposures.host", "shop-1");
        properties.putAll(overrides);
        return new RecordEncoder(ProducerConfig.from(properties), () -> NOON, new TimeOrderedIds(() -> NOON), true);
    }
}
