package io.exposures.joiner;

import io.exposures.records.Exposure;
import io.exposures.records.Outcome;
import io.exposures.schemas.Topics;
import io.exposures.schemas.serde.AvroSerializer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Records that must not be accepted, made from good ones, each with the reason that is expected. */
final class Poison {

    /** A record as it is sent. */
    static final class Message {

        private final byte @Nullable [] key;
        private final byte @Nullable [] value;
        private final @Nullable String reason;

        /**
         * A record.
         *
         * @param key null for none
         * @param value null for none
         * @param reason why it must be refused; null when it must not be, or when its time decides
         */
        Message(byte @Nullable [] key, byte @Nullable [] value, @Nullable String reason) {
            this.key = key;
            this.value = value;
            this.reason = reason;
        }

        ProducerRecord<byte[], byte[]> to(String topic) {
            return new ProducerRecord<>(topic, key, value);
        }

        @Nullable
        String reason() {
            return reason;
        }
    }

    private static final String MEGABYTE = "m".repeat(1_000_000);
    private static final long SECONDS_TO_2100 = 4_102_444_800L;
    private static final String UNDECODABLE = "not_decodable";

    private final Random random;
    private final AvroSerializer<SpecificRecord> values = new AvroSerializer<>();
    private final Topics topics;

    Poison(long seed, Map<String, ?> registry, Topics topics) {
        this.random = new Random(seed);
        this.topics = topics;
        values.configure(registry, false);
    }

    byte[] bytes(SpecificRecord record) {
        String topic = (record instanceof Exposure ? topics.exposures() : topics.outcomes()).name();
        return Objects.requireNonNull(values.serialize(topic, record));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    Message good(SpecificRecord record) {
        return new Message(utf8((String) record.get(1)), bytes(record), null);
    }

    /** One of each kind for the exposures topic. */
    List<Message> exposures(Exposure good, Outcome stray) {
        byte[] key = utf8(good.getUserid());
        List<Message> all = new ArrayList<>(bytesOnly(key, bytes(good)));
        all.add(new Message(utf8(stray.getUserid()), bytes(stray), UNDECODABLE));
        all.add(new Message(utf8(good.getUserid() + "x"), bytes(good), "key_is_not_userid"));
        all.add(new Message(null, bytes(good), "no_key"));
        for (int i = 0; i < 8; i++) {
            Exposure moved = Exposure.newBuilder(good).setTime(randomTime()).build();
            all.add(new Message(key, bytes(moved), null));
        }
        all.add(longExposure(key, "bad_name", Exposure.newBuilder(good).setName(MEGABYTE)));
        all.add(longExposure(key, "bad_salt", Exposure.newBuilder(good).setSalt(MEGABYTE)));
        all.add(longExposure(key, "bad_unit", Exposure.newBuilder(good).setUnit(MEGABYTE)));
        all.add(longExposure(key, "bad_exposure_id", Exposure.newBuilder(good).setExposureId(MEGABYTE)));
        all.add(longExposure(key, "params_too_long", Exposure.newBuilder(good).setParams(Map.of("c", MEGABYTE))));
        all.add(longExposure(key, "arm_too_long", Exposure.newBuilder(good).setParams(Map.of("c", "m".repeat(5000)))));
        String userid = "u".repeat(400_000);
        all.add(longExposure(
                utf8(userid), "bad_userid", Exposure.newBuilder(good).setUserid(userid)));
        all.add(longExposure(utf8(""), "bad_userid", Exposure.newBuilder(good).setUserid("")));
        return all;
    }

    private Message longExposure(byte[] key, String reason, Exposure.Builder exposure) {
        return new Message(key, bytes(exposure.build()), reason);
    }

    /** One of each kind for the outcomes topic. */
    List<Message> outcomes(Outcome good, Exposure stray) {
        byte[] key = utf8(good.getUserid());
        List<Message> all = new ArrayList<>(bytesOnly(key, bytes(good)));
        all.add(new Message(utf8(stray.getUserid()), bytes(stray), UNDECODABLE));
        all.add(new Message(utf8(good.getUserid() + "x"), bytes(good), "key_is_not_userid"));
        all.add(new Message(null, bytes(good), "no_key"));
        for (int i = 0; i < 8; i++) {
            Outcome moved = Outcome.newBuilder(good).setTime(randomTime()).build();
            all.add(new Message(key, bytes(moved), null));
        }
        Outcome purchase = Outcome.newBuilder(good).setRetracts(null).build();
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            all.add(longOutcome(
                    key, "value_not_finite", Outcome.newBuilder(purchase).setValue(value)));
        }
        for (double value : new double[] {1e308, -Double.MAX_VALUE, Math.nextUp(1e12)}) {
            all.add(longOutcome(
                    key, "value_out_of_range", Outcome.newBuilder(purchase).setValue(value)));
        }
        all.add(longOutcome(key, "bad_event_id", Outcome.newBuilder(purchase).setEventId(MEGABYTE)));
        all.add(longOutcome(key, "bad_event", Outcome.newBuilder(purchase).setEvent(MEGABYTE)));
        all.add(longOutcome(key, "bad_retracts", Outcome.newBuilder(purchase).setRetracts(MEGABYTE)));
        all.add(longOutcome(
                key, "extra_data_too_long", Outcome.newBuilder(purchase).setExtraData(Map.of("x", MEGABYTE))));
        String userid = "u".repeat(400_000);
        all.add(longOutcome(
                utf8(userid), "bad_userid", Outcome.newBuilder(purchase).setUserid(userid)));
        return all;
    }

    private Message longOutcome(byte[] key, String reason, Outcome.Builder outcome) {
        return new Message(key, bytes(outcome.build()), reason);
    }

    /** What is wrong before any record is seen. */
    private List<Message> bytesOnly(byte[] key, byte[] good) {
        byte[] noise = new byte[1 + random.nextInt(300)];
        random.nextBytes(noise);
        noise[0] |= 1;
        byte[] unknownId = good.clone();
        ByteBuffer.wrap(unknownId).putInt(1, 1_000_000 + random.nextInt(1000));
        byte[] negativeId = good.clone();
        ByteBuffer.wrap(negativeId).putInt(1, -1 - random.nextInt(1000));
        byte[] otherMagic = good.clone();
        otherMagic[0] = 1;
        int cut = 5 + random.nextInt(good.length - 6);
        return List.of(
                new Message(key, noise, UNDECODABLE),
                new Message(key, new byte[0], UNDECODABLE),
                new Message(key, null, "no_value"),
                new Message(key, new byte[] {0}, UNDECODABLE),
                new Message(key, Arrays.copyOf(good, 5), UNDECODABLE),
                new Message(key, Arrays.copyOf(good, cut), UNDECODABLE),
                new Message(key, unknownId, UNDECODABLE),
                new Message(key, negativeId, UNDECODABLE),
                new Message(key, otherMagic, UNDECODABLE));
    }

    /** Between 1970 and 2100, but not within a week of now, so that no accepted record is among them. */
    private Instant randomTime() {
        Instant time = Instant.ofEpochSecond(random.nextLong(SECONDS_TO_2100));
        boolean near = Duration.between(time, Instant.now()).abs().compareTo(Duration.ofDays(7)) < 0;
        return near ? Instant.EPOCH : time;
    }
}
