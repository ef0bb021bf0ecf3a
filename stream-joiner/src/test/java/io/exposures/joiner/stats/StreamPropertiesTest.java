package io.exposures.joiner.stats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What streams of records have in common, whatever is in them. */
class StreamPropertiesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROUNDS = 60;
    private static final long HOUR = 3_600_000;

    @Test
    void theSumsDoNotDependOnTheOrderOfArrival() {
        SplittableRandom random = Seed.random("theSumsDoNotDependOnTheOrderOfArrival");
        for (int round = 0; round < ROUNDS; round++) {
            List<JsonNode> records = records(random);
            StreamReplay inOrder = replay(records);
            Collections.shuffle(records, new Random(random.nextLong()));

            StreamReplay shuffled = replay(records);

            assertThat(summaries(shuffled)).isEqualTo(summaries(inOrder));
            assertThat(shuffled.crossed("x")).isEqualTo(inOrder.crossed("x"));
        }
    }

    @Test
    void repeatingTheWholeStreamChangesOnlyTheDuplicates() {
        SplittableRandom random = Seed.random("repeatingTheWholeStreamChangesOnlyTheDuplicates");
        for (int round = 0; round < ROUNDS; round++) {
            List<JsonNode> once = records(random);
            List<JsonNode> twice = new ArrayList<>(once);
            twice.addAll(once);

            StreamReplay first = replay(once);
            StreamReplay repeated = replay(twice);

            assertThat(summaries(repeated)).isEqualTo(summaries(first));
            assertThat(repeated.sampleRatioCounts("x")).isEqualTo(first.sampleRatioCounts("x"));
            assertThat(repeated.duplicates())
                    .isEqualTo(once.stream().filter(isOfType("r").negate()).count());
        }
    }

    @Test
    void aRetractedEventIsAsIfItHadNeverCome() {
        SplittableRandom random = Seed.random("aRetractedEventIsAsIfItHadNeverCome");
        for (int round = 0; round < ROUNDS; round++) {
            List<JsonNode> records = records(random);
            List<String> retracted = records.stream()
                    .filter(isOfType("r"))
                    .map(packet -> packet.get("id").textValue())
                    .toList();
            assertThat(retracted).isNotEmpty();

            StreamReplay without = replay(records.stream()
                    .filter(isOfType("x")
                            .or(e -> !retracted.contains(e.get("id").textValue())))
                    .toList());

            assertThat(summaries(replay(records))).isEqualTo(summaries(without));
        }
    }

    @Test
    void anErasedUnitIsAsIfItHadNeverBeen() {
        SplittableRandom random = Seed.random("anErasedUnitIsAsIfItHadNeverBeen");
        for (int round = 0; round < ROUNDS; round++) {
            List<JsonNode> records = records(random);
            List<JsonNode> erased = new ArrayList<>(records);
            erased.add(packet("e", "u1", 0));

            StreamReplay after = replay(erased);
            StreamReplay rebuilt = replay(records.stream()
                    .filter(packet -> !packet.get("unit").textValue().equals("u1"))
                    .toList());

            assertThat(summaries(after)).isEqualTo(summaries(rebuilt));
            assertThat(after.sampleRatioCounts("x")).isEqualTo(rebuilt.sampleRatioCounts("x"));
            assertThat(after.crossed("x")).isEqualTo(rebuilt.crossed("x"));
        }
    }

    private static Predicate<JsonNode> isOfType(String type) {
        return packet -> packet.get("t").textValue().equals(type);
    }

    private static List<List<MetricSummary>> summaries(StreamReplay replay) {
        return List.of(replay.toDate("x", "spend"), replay.matured("x", "spend"), replay.toDate("x", "orders"));
    }

    private static StreamReplay replay(List<JsonNode> records) {
        StreamReplay replay = new StreamReplay(configuration());
        records.forEach(replay::accept);
        return replay;
    }

    private static JsonNode configuration() {
        ObjectNode in = JSON.createObjectNode();
        ObjectNode experiment = in.putArray("experiments").addObject().put("name", "x");
        experiment.putArray("arms").add("a").add("b");
        for (String metric : List.of("spend", "orders")) {
            ObjectNode node = in.withArray("metrics").addObject();
            node.put("name", metric).put("event", "buy").put("window_ms", 24 * HOUR);
            node.put("kind", metric.equals("spend") ? "sum" : "count").put("lookback_days", 2);
            node.put("cap_lo", (String) null).put("cap_hi", metric.equals("spend") ? "50" : null);
        }
        return in.put("now", 60 * HOUR).put("grace_ms", HOUR);
    }

    /** A few units that meet either arm, some both, and buy before, during and after; one purchase in ten is undone. */
    private static List<JsonNode> records(SplittableRandom random) {
        List<JsonNode> records = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            String unit = "u" + random.nextInt(12);
            long time = random.nextLong(-48 * HOUR, 96 * HOUR);
            if (random.nextInt(4) == 0) {
                String arm = random.nextInt(8) == 0 ? "b" : "a";
                records.add(packet("x", unit, i).put("exp", "x").put("arm", arm).put("ts", time));
                continue;
            }
            String value = random.nextInt(-9, 60) + ".25";
            records.add(
                    packet("v", unit, i).put("event", "buy").put("value", value).put("ts", time));
            if (random.nextInt(10) == 0) {
                records.add(packet("r", unit, i));
            }
        }
        return records;
    }

    private static ObjectNode packet(String type, String unit, int id) {
        return JSON.createObjectNode().put("t", type).put("unit", unit).put("id", "i" + id);
    }
}
