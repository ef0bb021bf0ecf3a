package io.exposures.producer;

import io.exposures.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a {@link KafkaLogClient}. Its own start with {@code exposures.}; every other is passed on to Kafka's
 * producer and to the serializer, so that TLS, SASL and the schema registry are set as everywhere else.
 *
 * @param topics where to publish; {@code exposures.topic.prefix} (default empty)
 * @param useridInput name of the assignment's input that is the userid; {@code exposures.userid.input} (default userid)
 * @param host name of this host in published records; {@code exposures.host} (default: as the system says)
 * @param maxRecordBytes size, as estimated in memory, above which a record is refused; {@code exposures.record.max.bytes}
 * @param buffer how much may wait in memory, and what happens beyond
 * @param disk where records wait that memory does not hold
 * @param dedup which repeated exposures are not sent
 * @param lossReportInterval how often losses are published on the ledger topic, when there are any;
 *     {@code exposures.loss.report.interval.ms} (default 60,000)
 * @param shutdownHook whether the client closes by itself when the JVM shuts down; {@code exposures.shutdown.hook}
 *     (default false)
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
        Disk disk,
        Dedup dedup,
        Duration lossReportInterval,
        boolean shutdownHook,
        Duration closeTimeout,
        Map<String, Object> kafka) {

    private static final String PREFIX = "exposures.";

    /** A smaller file would hardly hold one batch of records. */
    private static final long LEAST_DISK_BYTES = 4 << 20;

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

        double share(RecordKind kind) {
            return kind == RecordKind.EXPOSURE ? exposuresShare : 1 - exposuresShare;
        }

        Room room(RecordKind kind) {
            double share = share(kind);
            return new Room(Math.max(1, Math.round(records * share)), Math.max(1, Math.round(bytes * share)));
        }
    }

    /**
     * Where records wait that memory does not hold, for this run and for the next.
     *
     * @param directory a directory that no other process uses; null (default) means that there is none;
     *     {@code exposures.overflow.directory}. Needs {@code h2-mvstore} on the class path
     * @param bytes most bytes of its files; {@code exposures.overflow.bytes} (default 1 GiB)
     */
    public record Disk(@Nullable Path directory, long bytes) {}

    /**
     * Which repeated exposures are not sent: those of the same unit to the same experiment with the same parameters, not
     * earlier than the one that was sent, without extra data.
     *
     * @param enabled whether there are any; {@code exposures.dedup.enabled} (default true)
     * @param entries how many exposures are remembered at most; {@code exposures.dedup.entries} (default 50,000)
     * @param expiry for how long; {@code exposures.dedup.expiry.ms} (default 600,000)
     */
    public record Dedup(boolean enabled, long entries, Duration expiry) {}

    public ProducerConfig {
        kafka = Map.copyOf(kafka);
        double smallerShare = Math.min(buffer.exposuresShare(), 1 - buffer.exposuresShare());
        if (maxRecordBytes > buffer.bytes() * smallerShare) {
            throw new IllegalArgumentException(
                    "exposures.buffer.bytes: too small for exposures.record.max.bytes; each kind"
                            + " of record has its share, and one record of " + maxRecordBytes
                            + " bytes must fit into either");
        }
        if (disk.directory() != null && disk.bytes() * smallerShare < LEAST_DISK_BYTES) {
            throw new IllegalArgumentException("exposures.overflow.bytes: expected at least " + LEAST_DISK_BYTES
                    + " for the smaller share of exposures and outcomes, got: " + disk.bytes() + " for both");
        }
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
                disk(settings),
                dedup(settings),
                settings.millis("exposures.loss.report.interval.ms", Duration.ofMinutes(1), 1),
                settings.flag("exposures.shutdown.hook", false),
                settings.millis("exposures.close.timeout.ms", Duration.ofSeconds(10), 0),
                new TreeMap<>(KafkaSettings.from(settings.outside(PREFIX))));
        settings.refuseUnknown(PREFIX);
        return config;
    }

    private static Disk disk(Settings settings) {
        String directory = settings.optionalText("exposures.overflow.directory");
        return new Disk(
                directory == null ? null : Path.of(directory),
                settings.number("exposures.overflow.bytes", 1 << 30, LEAST_DISK_BYTES, Room.MAX_BYTES));
    }

    private static Dedup dedup(Settings settings) {
        return new Dedup(
                settings.flag("exposures.dedup.enabled", true),
                settings.number("exposures.dedup.entries", 50_000, 1, Room.MAX_RECORDS),
                settings.millis("exposures.dedup.expiry.ms", Duration.ofMinutes(10), 1));
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
