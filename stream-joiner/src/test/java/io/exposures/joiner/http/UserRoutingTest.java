package io.exposures.joiner.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.joiner.query.NotReadyException;
import io.exposures.joiner.query.Placement;
import io.exposures.joiner.query.Placement.Peer;
import io.exposures.joiner.query.Placements;
import io.exposures.joiner.query.Staleness;
import io.exposures.testing.LocalPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions about one user between real servers whose placements the test chose. */
class UserRoutingTest {

    private static final String ANN = "/api/v1/users/ann";
    private static final Peer HERE = new Peer("", 0, true);

    private record Chosen(Optional<Peer> active, List<Peer> standbys, Optional<Staleness> standby)
            implements Placements {

        static Chosen active(Peer peer, Peer... standbys) {
            return new Chosen(Optional.of(peer), List.of(standbys), Optional.empty());
        }

        Chosen withStandbyHere() {
            return new Chosen(active, standbys, Optional.of(new Staleness(12, FakeStats.NOON)));
        }

        @Override
        public Placement of(String userid) {
            return new Placement(3, active, standbys);
        }

        @Override
        public List<Peer> others() {
            return List.of();
        }

        @Override
        public Staleness standby(String userid) {
            return standby.orElseThrow(() -> new NotReadyException("no copy here", Duration.ofSeconds(1)));
        }
    }

    private static Peer peer(RunningApi api) {
        return new Peer("127.0.0.1", api.port(), false);
    }

    private static Peer nobody() {
        return new Peer("127.0.0.1", LocalPorts.free(), false);
    }

    private static RunningApi serving(FakeStats stats, Placements placements) {
        return RunningApi.on(0, RunningApi.queries(stats, placements));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {ANN, "/api/v1/users/bob", "/api/v1/user?userid=ann", "/api/v1/explain?userid=ann&event_id=e"})
    void anyInstanceAnswersAsTheOneThatHoldsTheUser(String path) {
        try (RunningApi owner = serving(new FakeStats().withUser("ann"), Chosen.active(HERE));
                RunningApi other = serving(new FakeStats(), Chosen.active(peer(owner)))) {
            HttpResponse<String> direct = owner.get(path);
            HttpResponse<String> passedOn = other.get(path);

            assertThat(passedOn.body()).isEqualTo(direct.body());
            assertThat(passedOn.statusCode()).isEqualTo(direct.statusCode());
            assertThat(passedOn.headers().firstValue("Content-Type"))
                    .isEqualTo(direct.headers().firstValue("Content-Type"));
            assertThat(passedOn.headers().firstValue(UserRouter.STALE)).isEmpty();
            assertThat(other.telemetry.askedPeers).containsExactly("answered");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "ä ö&c=d", "..", "%2F", "\u0000", "\uD83D\uDE00"})
    void anyUseridCanBePassedOn(String userid) throws IOException {
        try (RunningApi owner = serving(new FakeStats().withUser(userid), Chosen.active(HERE));
                RunningApi other = serving(new FakeStats(), Chosen.active(peer(owner)))) {
            assertThat(other.json(new Question("/api/v1/user")
                                    .with("userid", userid)
                                    .toString())
                            .path("userid")
                            .asText())
                    .isEqualTo(userid);
        }
    }

    @Test
    void aQuestionIsPassedOnOnce() {
        int port = LocalPorts.free();
        Peer itself = new Peer("127.0.0.1", port, false);
        try (RunningApi api =
                RunningApi.on(port, RunningApi.queries(new FakeStats().notReady(), Chosen.active(itself)))) {
            HttpResponse<String> answer = api.get(ANN);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(api.telemetry.askedPeers).containsExactly("not_ready");
        }
    }

    @Test
    void aCopyElsewhereAnswersForAnOwnerThatIsGoneAndSaysHowFarBehindItIs() throws IOException {
        try (RunningApi copy = serving(
                        new FakeStats().withUser("ann"), Chosen.active(nobody()).withStandbyHere());
                RunningApi other = serving(new FakeStats(), Chosen.active(nobody(), peer(copy)))) {
            HttpResponse<String> answer = other.get(ANN);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(RunningApi.json(answer).at("/stale/lag").asLong()).isEqualTo(12);
            assertThat(answer.headers().firstValue(UserRouter.STALE)).hasValue("lag=12; measured=2026-01-01T12:00:00Z");
            assertThat(other.telemetry.askedPeers).containsExactly("unreachable", "answered");
        }
    }

    @Test
    void aCopyHereAnswersForAnOwnerThatHangs() throws IOException {
        try (ServerSocket hangs = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                RunningApi here = serving(
                        new FakeStats().withUser("ann"),
                        Chosen.active(new Peer("127.0.0.1", hangs.getLocalPort(), false), HERE)
                                .withStandbyHere())) {
            assertThat(here.json(ANN).at("/stale/lag").asLong()).isEqualTo(12);
            assertThat(here.telemetry.askedPeers).containsExactly("unreachable");
        }
    }

    @Test
    void aUserUnknownToACopyIsNotKnownToBeUnknown() {
        try (RunningApi here =
                serving(new FakeStats(), Chosen.active(nobody(), HERE).withStandbyHere())) {
            HttpResponse<String> answer = here.get(ANN);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue(UserRouter.STALE)).isPresent();
        }
    }

    @Test
    void withoutOwnerAndCopyTheClientIsToldToComeAgain() {
        try (RunningApi here = serving(new FakeStats().withUser("ann"), Chosen.active(nobody()))) {
            HttpResponse<String> answer = here.get(ANN);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        }
    }

    @Test
    void aCopyThatIsTooFarBehindDoesNotAnswer() {
        try (RunningApi copy = serving(new FakeStats().withUser("ann"), Chosen.active(nobody()));
                RunningApi other = serving(new FakeStats(), Chosen.active(nobody(), peer(copy)))) {
            assertThat(other.get(ANN).statusCode()).isEqualTo(503);
        }
    }
}
