package io.exposures.producer;

import io.exposures.schemas.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The settings of a {@link KafkaLogClient}. Its own start with {@code exposures.}; every other is passed on to Kafka's
 * producer and to the serializer, so that TLS, SASL and the schema registry are set as everywhere else.
 *
 * @param topics where to publish; {@code exposures.topic.prefix} (default empty)
 * @param useridInput name of the assignment's input that is the userid; {@code exposures.userid.input} (default userid)
 * @param host name of this host in published records; {@code exposures.host} (default: as the system says)
 * @param maxRecordBytes size, as estimated in memory, above which a record is refused; {@code exposures.record.max.bytes}
 * @param buffer how much may wait in memory, and what happens beyond
 * @param closeTimeout how long {@link KafkaLogClient#close()} tries to deliver what waits;
 *     {@code exposures.close.timeout.ms} (default 10,000)
 * @param kafka what the Kafka producer and the serializer are configured with, our defaults included
 */
public record ProducerConfig(
        Topics topics,
        String useridInput,
        String host,
        long maxRecordBytes,
        Buffer buffer,
        Duration closeTimeout,
        Map<String, Object> kafka) {

    private static final String PREFIX = "exposures.";

    /**
     * The bounds of the buffer. They hold for what waits and for what Kafka has not acknowledged yet, together.
     *
     * @param records most records; {@code exposures.buffer.records} (default 100,000)
     * @param bytes most bytes, as estimated in memory; {@code exposures.buffer.bytes} (default 64 MiB)
     * @param exposuresShare part of both that is for exposures, the rest is for outcomes;
     *     {@code exposures.buffer.exposures.share} (default 0.5)
     * @param whenFull what happens when a share is full; {@code exposures.buffer.policy}: {@code drop-newest} (default),
     *     {@code drop-oldest} or {@code wait}
     * @param maxWait how long a caller waits at most with {@code wait}; {@code exposures.buffer.max.wait.ms} (default 10)
     */
    public record Buffer(long records, long bytes, double exposuresShare, FullPolicy whenFull, Duration maxWait) {

        Room room(RecordKind kind) {
            double share = kind == RecordKind.EXPOSURE ? exposuresShare : 1 - exposuresShare;
            return new Room(Math.max(1, Math.round(records * share)), Math.max(1, Math.round(bytes * share)));
        }
    }

    public ProducerConfig {
        kafka = Map.copyOf(kafka);
    }

    /**
     * Reads and checks settings. Nothing is connected to.
     *
     * @throws IllegalArgumentException if a setting is missing, malformed, unknown or contradicts another
     */
    public static ProducerConfig from(Properties properties) {
        Settings settings = new Settings(properties);
        ProducerConfig config = new ProducerConfig(
                Topics.withPrefix(settings.text("exposures.topic.prefix", "")),
                settings.text("exposures.userid.input", "userid"),
                settings.text("exposures.host", HostName.find()),
                settings.number("exposures.record.max.bytes", 1 << 20, 1024, Room.MAX_BYTES),
                buffer(settings),
                settings.millis("exposures.close.timeout.ms", Duration.ofSeconds(10), 0),
                new TreeMap<>(KafkaSettings.from(settings.outside(PREFIX))));
        settings.refuseUnknown(PREFIX);
        return config;
    }

    String topicOf(RecordKind kind) {
        return kind == RecordKind.EXPOSURE
                ? topics.exposures().name()
                : topics.outcomes().name();
    }

    private static Buffer buffer(Settings settings) {
        return new Buffer(
                settings.number("exposures.buffer.records", 100_000, 2, Room.MAX_RECORDS),
                settings.number("exposures.buffer.bytes", 64 << 20, 2048, Room.MAX_BYTES),
                settings.fraction("exposures.buffer.exposures.share", 0.5),
                settings.read(
                        "exposures.buffer.policy",
                        FullPolicy.DROP_NEWEST,
                        "one of "
                                + Arrays.toString(FullPolicy.values())
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-'),
                        text -> FullPolicy.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'))),
                settings.millis("exposures.buffer.max.wait.ms", Duration.ofMillis(10), 0));
    }
}
