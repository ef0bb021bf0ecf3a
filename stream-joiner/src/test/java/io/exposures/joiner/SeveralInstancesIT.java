package io.exposures.joiner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.exposures.joiner.join.BoundDefinition;
import io.exposures.joiner.join.Caps;
import io.exposures.joiner.join.NaiveOracle;
import io.exposures.joiner.join.Result;
import io.exposures.records.UnitStatus;
import io.exposures.testing.SharedBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several instances of one application on a real broker: who answers for whom while they come, go, hang and die. */
class SeveralInstancesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long WEEK_MICROS = Duration.ofDays(7).toMillis() * 1000;
    private static final Caps CAPS = new Caps(1000, 3600, 10_000, 10_000);
    private static final int PARTITIONS = 4;

    /** Short, so that who is gone is missed soon. */
    private static final Map<String, String> QUICK = Map.of(
            "heartbeat.interval.ms", "500",
            "session.timeout.ms", "6000",
            "transaction.timeout.ms", "10000",
            "joiner.peer.timeout", "PT1S");

    @TempDir
    Path directory;

    private JoinerSetup setup;
    private final List<Traffic> sent = new ArrayList<>();

    @BeforeEach
    void setUp() {
        setup = new JoinerSetup(SeveralInstancesIT.class, directory);
    }

    @AfterEach
    void tearDown() {
        setup.close();
    }

    private Map<String, String> settings(String name, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(QUICK);
        settings.put("state.dir", directory.resolve(name).toString());
        settings.putAll(more);
        return settings;
    }

    private Joiner start(String name, Map<String, String> more) {
        return setup.start(settings(name, more));
    }

    private InstanceProcess startProcess(String name, Map<String, String> more) throws IOException {
        Properties properties = setup.properties(settings(name, more));
        return InstanceProcess.start(directory.resolve(name), properties);
    }

    private void send(long seed) {
        Traffic traffic = new Traffic(seed, 150, Instant.now());
        setup.send(traffic.exposures, traffic.outcomes, seed);
        sent.add(traffic);
    }

    /** Partitions that an instance holds in this role, as it says itself. */
    private Set<Integer> held(URI instance, String role) {
        TreeSet<Integer> held = new TreeSet<>();
        JoinerSetup.json(setup.answer(instance, "/health")).path("partitions").forEach(partition -> {
            if (partition.path("role").asText().equals(role)) {
                held.add(partition.path("partition").asInt());
            }
        });
        return held;
    }

    private void awaitHeld(URI instance, String role, int partitions) {
        await().atMost(PATIENCE).until(() -> held(instance, role).size() == partitions);
    }

    private void awaitReady(URI instance) {
        await().atMost(PATIENCE).until(() -> setup.answer(instance, "/readyz").statusCode() == 200);
    }

    private void awaitAllConsumed(URI instance) {
        long exposures =
                sent.stream().mapToLong(traffic -> traffic.exposures.size()).sum();
        long outcomes =
                sent.stream().mapToLong(traffic -> traffic.outcomes.size()).sum();
        await().atMost(PATIENCE).until(() -> {
            JsonNode total =
                    JoinerSetup.json(setup.answer(instance, "/api/v1/ledger")).path("total");
            return total.at("/exposures/consumed").asLong() == exposures
                    && total.at("/outcomes/consumed").asLong() == outcomes;
        });
    }

    private InputLog log() {
        return new InputLog(SharedBroker.bootstrapServers(), setup.registry.url());
    }

    private void assertRowsAreRight() {
        InputLog log = log();
        Result expected = NaiveOracle.of(
                log.exposures(setup.topics),
                log.outcomes(setup.topics),
                CAPS,
                experiment -> BoundDefinition.byDefault(WEEK_MICROS));
        Result published = Published.of(log, setup.topics);
        assertThat(published.rows()).isEqualTo(expected.rows()).isNotEmpty();
        assertThat(published.statuses()).isEqualTo(expected.statuses());
        assertThat(published.sums()).containsAllEntriesOf(Published.undivided(expected));
    }

    /** By user, the units with their first exposures, as the unit-status topic has them. */
    private SortedMap<String, Set<String>> expectedUnits() {
        Map<String, UnitStatus> newest = new TreeMap<>();
        log().read(setup.topics.unitStatus(), (status, record) -> newest.put(record.key(), status));
        SortedMap<String, Set<String>> units = new TreeMap<>();
        newest.values()
                .forEach(unit -> units.computeIfAbsent(unit.getUserid(), user -> new TreeSet<>())
                        .add(unit.getExperiment() + unit.getFirstExposure()));
        return units;
    }

    private Set<String> units(JsonNode user) {
        TreeSet<String> units = new TreeSet<>();
        user.path("units")
                .forEach(unit -> units.add(unit.path("experiment").asText()
                        + unit.path("first_exposure").asText()));
        return units;
    }

    /** All users that exposures were sent of, from each instance: the same bytes, and what the topic says. */
    private void assertEveryUserIsKnownTo(URI... instances) {
        SortedMap<String, Set<String>> expected = expectedUnits();
        assertThat(expected).hasSizeGreaterThan(100);
        expected.forEach((userid, units) -> {
            TreeSet<String> bodies = new TreeSet<>();
            for (URI instance : instances) {
                HttpResponse<String> answer = setup.answer(instance, "/api/v1/users/" + userid);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(units(JoinerSetup.json(answer))).isEqualTo(units);
                bodies.add(answer.body());
            }
            assertThat(bodies).hasSize(1);
        });
    }

    @Test
    void fromOneToTwoToOneUnderTrafficEveryUserIsAnsweredRightOrToldToComeAgain() throws Exception {
        try (Joiner first = start("a", Map.of())) {
            send(1);
            awaitAllConsumed(first.address());
            try (UserPolls polls = new UserPolls(setup, expectedUnits())) {
                polls.of(first.address());
                try (Joiner second = start("b", Map.of())) {
                    polls.of(second.address());
                    send(2);
                    awaitHeld(first.address(), "active", PARTITIONS / 2);
                    awaitHeld(second.address(), "active", PARTITIONS / 2);
                    awaitReady(first.address());
                    awaitReady(second.address());
                    send(3);
                    awaitAllConsumed(first.address());
                    awaitAllConsumed(second.address());
                    assertEveryUserIsKnownTo(first.address(), second.address());
                    assertThat(setup.answer(second.address(), "/metrics").body())
                            .containsPattern("exposures_joiner_peer_requests_total\\{result=\"answered\"} [1-9]");
                    assertCheckIsWhole(second.address());
                    send(4);
                    polls.forget(second.address());
                }
                awaitHeld(first.address(), "active", PARTITIONS);
                awaitReady(first.address());
                send(5);
                awaitAllConsumed(first.address());
                polls.assertOnlyRightAnswers();
            }
            assertEveryUserIsKnownTo(first.address());
        }
        assertRowsAreRight();
    }

    private void assertCheckIsWhole(URI instance) {
        JsonNode check = JoinerSetup.json(setup.answer(instance, "/api/v1/experiments/experiment-0/check"));
        assertThat(check.path("consistent").asBoolean()).as("%s", check).isTrue();
        assertThat(check.path("partial").asBoolean()).isFalse();
        assertThat(check.path("partitions")).hasSize(PARTITIONS);
    }

    @Test
    void aCopyAnswersForAnInstanceThatHangsAndTheRowsStayRightWhenItWakesUp() throws Exception {
        Map<String, String> copies = Map.of("num.standby.replicas", "1");
        try (InstanceProcess hangs = startProcess("a", copies)) {
            URI first = hangs.address();
            try (Joiner second = start("b", copies)) {
                send(11);
                awaitHeld(first, "active", PARTITIONS / 2);
                awaitHeld(second.address(), "standby", PARTITIONS / 2);
                awaitAllConsumed(second.address());
                awaitCopiesAreNear(second.address());
                SortedMap<String, Set<String>> expected = expectedUnits();
                String user = userHeldBy(first, second.address(), expected);

                hangs.jvm().pause();
                HttpResponse<String> stale = setup.answer(second.address(), "/api/v1/users/" + user);
                assertThat(stale.statusCode()).as(stale.body()).isEqualTo(200);
                assertThat(stale.headers().firstValue("Exposures-Stale")).isPresent();
                assertThat(JoinerSetup.json(stale).at("/stale/lag").isIntegralNumber())
                        .isTrue();
                assertThat(units(JoinerSetup.json(stale))).isEqualTo(expected.get(user));

                awaitHeld(second.address(), "active", PARTITIONS);
                send(12);
                awaitAllConsumed(second.address());
                hangs.jvm().resume();
                awaitHeld(first, "active", PARTITIONS / 2);
                awaitReady(first);
                send(13);
                awaitAllConsumed(second.address());
                awaitAllConsumed(first);
                assertEveryUserIsKnownTo(first, second.address());
            }
        }
        assertRowsAreRight();
    }

    /** The copies have everything once nothing moves: the lag is that of the newest transaction's markers at most. */
    private void awaitCopiesAreNear(URI instance) {
        await().atMost(PATIENCE).until(() -> {
            JsonNode partitions =
                    JoinerSetup.json(setup.answer(instance, "/health")).path("partitions");
            for (JsonNode partition : partitions) {
                long lag = partition.path("lag").asLong();
                if (partition.path("role").asText().equals("standby") && (lag < 0 || lag > 2)) {
                    return false;
                }
            }
            return true;
        });
    }

    /** A user that the second instance has to ask the first one for. */
    private String userHeldBy(URI owner, URI asked, Map<String, Set<String>> users) {
        return users.keySet().stream()
                .filter(user -> ownAnswer(owner, user) == 200 && ownAnswer(asked, user) == 503)
                .findFirst()
                .orElseThrow();
    }

    /** The status that an instance gives without asking others. */
    private int ownAnswer(URI instance, String user) {
        return setup.answer(instance, "/api/v1/users/" + user, "Exposures-Forwarded", "active")
                .statusCode();
    }

    @Test
    void anInstanceThatIsKilledIsReplacedAndNothingIsLostOrDoubled() throws Exception {
        try (InstanceProcess dies = startProcess("a", Map.of())) {
            URI first = dies.address();
            try (Joiner second = start("b", Map.of())) {
                awaitHeld(first, "active", PARTITIONS / 2);
                send(21);
                dies.jvm().kill();
                assertThat(dies.jvm().isAlive()).isFalse();
                send(22);
                awaitHeld(second.address(), "active", PARTITIONS);
                awaitAllConsumed(second.address());
                assertEveryUserIsKnownTo(second.address());
            }
        }
        assertRowsAreRight();
    }

    @Test
    void aStaticMemberThatRestartsGetsItsPartitionsBackAndRestoresNothing() {
        Map<String, String> first = Map.of("group.instance.id", "a", "session.timeout.ms", "30000");
        Map<String, String> second = Map.of("group.instance.id", "b", "session.timeout.ms", "30000");
        try (Joiner stays = start("a", first)) {
            Set<Integer> before;
            try (Joiner restarts = start("b", second)) {
                awaitHeld(restarts.address(), "active", PARTITIONS / 2);
                send(31);
                awaitAllConsumed(restarts.address());
                before = held(restarts.address(), "active");
            }
            try (Joiner restarted = start("b", second)) {
                awaitHeld(restarted.address(), "active", PARTITIONS / 2);
                assertThat(held(restarted.address(), "active")).isEqualTo(before);
                assertThat(held(stays.address(), "active")).hasSize(PARTITIONS / 2);
                send(32);
                awaitAllConsumed(restarted.address());
                assertEveryUserIsKnownTo(stays.address(), restarted.address());
            }
        }
        assertRowsAreRight();
    }
}
