package io.exposures.joiner.topology;

import static io.exposures.testing.ExampleEvents.NOON;
import static io.exposures.testing.ExampleEvents.annBought;
import static io.exposures.testing.ExampleEvents.annExposed;
import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.records.Exposure;
import io.exposures.records.Outcome;
import io.exposures.records.PartitionLedger;
import io.exposures.records.Rejected;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile records, on the test driver. */
class PoisonTopologyTest {

    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final int RUNS = Integer.getInteger("fuzz.poison.runs", 5_000);

    private final TopologyHarness joiner = new TopologyHarness(Map.of());

    @AfterEach
    void close() {
        joiner.close();
    }

    private static long noon() {
        return NOON.toEpochMilli();
    }

    private static Instant noonPlus(long micros) {
        return NOON.plus(micros, ChronoUnit.MICROS);
    }

    /** The last record that is in time and the first one that is not, on both sides of the horizon. */
    @ParameterizedTest
    @CsvSource({
        "-86400000001, late",
        "-86400000000,",
        "-86399999999,",
        "0,",
        "300000000,",
        "300000001, future",
    })
    void timeIsJudgedToTheMicrosecond(long micros, String refusal) {
        joiner.exposure(
                Exposure.newBuilder(annExposed()).setTime(noonPlus(micros)).build(), noon());
        joiner.outcome(Outcome.newBuilder(annBought()).setTime(noonPlus(micros)).build(), noon());

        assertThat(joiner.rejected())
                .extracting(Rejected::getReason)
                .isEqualTo(refusal == null ? List.of() : List.of(refusal, refusal));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, Long.MAX_VALUE - 1, Long.MAX_VALUE})
    void timesAtTheEndOfTheRangeAreRefusedAsAnyOther(long micros) {
        Instant time = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        joiner.exposure(Exposure.newBuilder(annExposed()).setTime(time).build(), noon());
        joiner.outcome(Outcome.newBuilder(annBought()).setTime(time).build(), noon());

        String refusal = micros > 0 ? "future" : "late";
        assertThat(joiner.rejected()).extracting(Rejected::getReason).containsExactly(refusal, refusal);
        assertThat(joiner.ledger().getAsOf().getClock()).isEqualTo(NOON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "\u202ertl",
                "a\r\nb",
                "../../etc",
                "<script>alert(1)</script>",
                "😀",
                " ",
                "null",
                "\"",
                "実験"
            })
    void hostileUseridsAreUseridsAsAnyOther(String userid) {
        joiner.exposure(
                Exposure.newBuilder(annExposed())
                        .setUserid(userid)
                        .setUnit(userid)
                        .build(),
                noon());
        joiner.outcome(Outcome.newBuilder(annBought()).setUserid(userid).build(), noon());

        assertThat(joiner.rows().values())
                .singleElement()
                .satisfies(row -> assertThat(row.getUserid()).isEqualTo(userid));
        assertThat(joiner.rejected()).isEmpty();
    }

    @Test
    void useridsWithOneHashCodeAreDifferentUsers() {
        joiner.exposure(
                Exposure.newBuilder(annExposed()).setUserid("Aa").setUnit("Aa").build(), noon());
        joiner.outcome(Outcome.newBuilder(annBought()).setUserid("BB").build(), noon());

        assertThat("Aa").hasSameHashCodeAs("BB");
        assertThat(joiner.rows()).isEmpty();
        assertThat(joiner.ledger().getOutcomes()).containsEntry("unexposed", 1L);
    }

    @Test
    void parametersThatWouldFillTheStateAreRefused() {
        Map<String, Object> large = Map.of("colour", "red", "text", "x".repeat(20_000));
        joiner.exposure(Exposure.newBuilder(annExposed()).setParams(large).build(), noon());
        Map<String, Object> manyArms = Map.of("colour", "x".repeat(5_000));
        joiner.exposure(
                Exposure.newBuilder(annExposed())
                        .setParams(manyArms)
                        .setDeclared(List.of())
                        .build(),
                noon());

        assertThat(joiner.rejected())
                .extracting(Rejected::getReason)
                .containsExactly("params_too_long", "arm_too_long");
        assertThat(joiner.statuses()).isEmpty();
    }

    @Test
    void extraDataTravelsWithItsRowUnlessItIsTooLong() {
        String text = "x".repeat(200_000);
        joiner.exposure(annExposed(), noon());
        joiner.outcome(withExtraData(annBought().getEventId(), text), noon() + 60_000);
        joiner.outcome(withExtraData("too long", text + text), noon() + 60_000);

        assertThat(joiner.rows().values())
                .singleElement()
                .satisfies(row -> assertThat(row.getExtraData()).containsEntry("text", text));
        assertThat(joiner.rejected()).extracting(Rejected::getReason).containsExactly("extra_data_too_long");
    }

    private static Outcome withExtraData(String eventId, String text) {
        return Outcome.newBuilder(annBought())
                .setEventId(eventId)
                .setExtraData(Map.of("text", text))
                .build();
    }

    /** A compressed batch of little size may hold a record that no topic would take a copy of. */
    @Test
    void whatIsTooLargeToBeCopiedIsRefusedWithItsPlace() {
        byte[] key = TopologyHarness.utf8("ann");
        joiner.outcomeBytes(key, new byte[Outputs.COPIED_BYTES - key.length], noon());
        joiner.outcomeBytes(key, new byte[Outputs.COPIED_BYTES], noon());

        List<Rejected> both = joiner.rejected();
        assertThat(both).extracting(Rejected::getReason).containsExactly("not_decodable", "not_decodable");
        assertThat(both.get(0).getValue()).isNotNull();
        Rejected large = both.get(1);
        assertThat(large.getKey()).isNull();
        assertThat(large.getValue()).isNull();
        assertThat(large.getDetail()).endsWith("; its 4194307 bytes are too many to be copied");
        assertThat(large.getOffset()).isEqualTo(1);
    }

    /** Whatever bytes come in, each record is in one class, and what is refused is kept as it came. */
    @Test
    void damagedRecordsAreCountedAndKeptByteForByte() {
        Random random = new Random(SEED);
        List<byte[]> sent = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            byte[] value = damaged(random.nextBoolean() ? annExposed() : annBought(), random);
            sent.add(value);
            byte[] key = TopologyHarness.utf8("ann");
            if (random.nextBoolean()) {
                joiner.exposureBytes(key, value, noon());
            } else {
                joiner.outcomeBytes(key, value, noon());
            }
        }
        PartitionLedger ledger = joiner.ledger();
        List<Rejected> rejected = joiner.rejected();
        assertThat(ledger.getExposuresConsumed() + ledger.getOutcomesConsumed())
                .as("seed %d", SEED)
                .isEqualTo(RUNS);
        assertThat(sum(ledger.getExposures())).isEqualTo(ledger.getExposuresConsumed());
        assertThat(sum(ledger.getOutcomes())).isEqualTo(ledger.getOutcomesConsumed());
        assertThat(rejected).hasSize((int) (refused(ledger.getExposures()) + refused(ledger.getOutcomes())));
        List<ByteBuffer> left =
                new ArrayList<>(sent.stream().map(ByteBuffer::wrap).toList());
        assertThat(rejected)
                .allSatisfy(record -> assertThat(left.remove(record.getValue())).isTrue());
    }

    private byte[] damaged(SpecificRecord record, Random random) {
        byte[] value = Objects.requireNonNull(joiner.serialized(record)).clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            value[random.nextInt(value.length)] = (byte) random.nextInt(256);
        }
        return value;
    }

    private static long sum(Map<String, Long> classes) {
        return classes.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long refused(Map<String, Long> classes) {
        return List.of("late", "future", "undecodable", "capped").stream()
                .mapToLong(name -> classes.getOrDefault(name, 0L))
                .sum();
    }
}
