package io.exposures.joiner;

import io.exposures.records.Exposure;
import io.exposures.records.Outcome;
import io.exposures.records.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Seeded records around now: repeats, crossovers, copies, retractions, late and future ones. */
public final class Traffic {

    private static final Source SOURCE = new Source("test", "");

    public final List<Exposure> exposures = new ArrayList<>();
    public final List<Outcome> outcomes = new ArrayList<>();

    private final Random random;
    private final Instant now;

    public Traffic(long seed, int users, Instant now) {
        this.random = new Random(seed);
        this.now = now.truncatedTo(ChronoUnit.MICROS);
        for (int user = 0; user < users; user++) {
            String userid = "user-" + user;
            for (int i = 0; i < 1 + random.nextInt(3); i++) {
                exposures.add(exposure(userid));
            }
            for (int i = 0; i < random.nextInt(5); i++) {
                outcomes.add(outcome(userid));
            }
        }
        for (int i = 0; i < users / 5; i++) {
            outcomes.add(outcomes.get(random.nextInt(outcomes.size())));
            outcomes.add(retraction(outcomes.get(random.nextInt(outcomes.size()))));
        }
        Collections.shuffle(exposures, random);
        Collections.shuffle(outcomes, random);
    }

    private Exposure exposure(String userid) {
        String name = "experiment-" + random.nextInt(2);
        return Exposure.newBuilder()
                .setExposureId("x" + random.nextLong())
                .setUserid(userid)
                .setUnit(userid)
                .setName(name)
                .setSalt(name)
                .setInputs(Map.of("userid", userid))
                .setParams(Map.of("c", random.nextInt(10) == 0 ? 2L : userid.hashCode() & 1L))
                .setTime(time())
                .setSource(SOURCE)
                .build();
    }

    private Outcome outcome(String userid) {
        return Outcome.newBuilder()
                .setEventId("o" + random.nextLong())
                .setUserid(userid)
                .setTime(time())
                .setEvent(random.nextBoolean() ? "buy" : "view")
                .setValue(random.nextInt(1000) / 100.0)
                .build();
    }

    private static Outcome retraction(Outcome of) {
        return Outcome.newBuilder(of)
                .setEventId("r" + of.getEventId())
                .setRetracts(of.getRetracts() == null ? of.getEventId() : of.getRetracts())
                .build();
    }

    private Instant time() {
        Duration ago = switch (random.nextInt(20)) {
            case 0 -> Duration.ofHours(25);
            case 1 -> Duration.ofHours(-1);
            default -> Duration.ofSeconds(random.nextInt(20 * 3600));
        };
        return now.minus(ago);
    }
}
