package io.exposures.benchmarks.joiner;

import io.exposures.joiner.JoinerConfig;
import io.exposures.records.ExposedOutcome;
import io.exposures.records.Exposure;
import io.exposures.records.Outcome;
import io.exposures.schemas.serde.AvroSerde;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.JoinWindows;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.StreamJoined;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * What somebody who knows Kafka Streams writes with its DSL: exposures pass a store that lets through the first one of
 * each unit, and are joined with outcomes in a window by event time. Input is partitioned alike, so nothing is sent
 * around; stores, memory, serde and settings are the joiner's. It has no statistics, no retractions, no ledger; the first
 * exposure is the one that was read first, and only records within the grace time are joined.
 */
final class DslJoin {

    private DslJoin() {}

    static Topology topology(JoinerConfig config) {
        StreamsBuilder builder = new StreamsBuilder();
        Serde<String> keys = Serdes.String();
        KStream<String, Exposure> exposures = builder.stream(
                config.topics().exposures().name(), consumed("exposures", keys, serde(config, Exposure.class)));
        KStream<String, Outcome> outcomes = builder.stream(
                config.topics().outcomes().name(), consumed("outcomes", keys, serde(config, Outcome.class)));
        JoinWindows window = JoinWindows.ofTimeDifferenceAndGrace(config.attributionWindow(), config.horizon())
                .before(Duration.ZERO);
        exposures
                .process(new FirstExposures(), Named.as("first-exposures"))
                .join(outcomes, DslJoin::row, window, joined(config, keys))
                // The window has milliseconds, the records have microseconds.
                .filter((user, row) -> !row.getTime().isBefore(row.getFirstExposure()), Named.as("in-order"))
                .map((user, row) -> KeyValue.pair(key(row), row), Named.as("key-of-row"))
                .to(
                        config.topics().exposedOutcomes().name(),
                        Produced.with(keys, serde(config, ExposedOutcome.class), byUser())
                                .withName("rows"));
        return builder.build();
    }

    private static <T extends SpecificRecord> Consumed<String, T> consumed(
            String name, Serde<String> keys, Serde<T> values) {
        return Consumed.with(keys, values).withTimestampExtractor(eventTime()).withName(name);
    }

    private static StreamJoined<String, Exposure, Outcome> joined(JoinerConfig config, Serde<String> keys) {
        return StreamJoined.with(keys, serde(config, Exposure.class), serde(config, Outcome.class))
                .withName("join")
                .withStoreName("join");
    }

    private static TimestampExtractor eventTime() {
        return (ConsumerRecord<Object, Object> input, long partitionTime) -> {
            Object value = input.value();
            return (value instanceof Exposure exposure ? exposure.getTime() : ((Outcome) value).getTime())
                    .toEpochMilli();
        };
    }

    private static ExposedOutcome row(Exposure exposure, Outcome outcome) {
        return new ExposedOutcome(
                exposure.getUserid(),
                exposure.getName(),
                exposure.getSalt(),
                exposure.getUnit(),
                Experiments.arm(String.valueOf(exposure.getParams().get("variant"))),
                exposure.getParams(),
                exposure.getTime(),
                outcome.getEventId(),
                outcome.getTime(),
                outcome.getEvent(),
                outcome.getValue() == null ? 1 : outcome.getValue(),
                outcome.getExtraData());
    }

    private static String key(ExposedOutcome row) {
        return "[\"" + row.getUserid() + "\",\"" + row.getExperiment() + "\",\"" + row.getSalt() + "\",\""
                + row.getUnit() + "\",\"" + row.getEventId() + "\"," + Traffic.micros(row.getTime()) + "]";
    }

    private static StreamPartitioner<String, ExposedOutcome> byUser() {
        return (topic, key, row, partitions) ->
                Optional.of(Set.of(Utils.toPositive(Utils.murmur2(Utils.utf8(row.getUserid()))) % partitions));
    }

    private static <T extends SpecificRecord> Serde<T> serde(JoinerConfig config, Class<T> type) {
        Serde<T> serde = new AvroSerde<>(type);
        serde.configure(config.serdeSettings(), false);
        return serde;
    }
}
