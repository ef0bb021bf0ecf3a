package io.exposures.joiner.http;

import io.exposures.joiner.query.NotReadyException;
import io.exposures.joiner.query.Placement;
import io.exposures.joiner.query.Placement.Peer;
import io.exposures.joiner.query.Placements;
import io.exposures.joiner.query.Replica;
import io.exposures.joiner.query.Staleness;
import io.javalin.http.Context;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has a question about one user answered by the instance that holds the user: here, or by passing it on once. While that
 * instance cannot answer, a standby copy does, and the answer says how far behind it is. Whatever cannot be answered
 * rightly is told to come again.
 */
final class UserRouter {

    /** Header of an answer from a standby copy. */
    static final String STALE = "Exposures-Stale";

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final String NOBODY =
            "neither the instance that holds this user's partition nor a copy of it can answer now";

    private final Placements placements;
    private final PeerClient peers;
    private final Duration deadline;

    UserRouter(Placements placements, PeerClient peers, Duration deadline) {
        this.placements = placements;
        this.peers = peers;
        this.deadline = deadline;
    }

    /** Answers from a copy of the state on this instance; throws {@link NotReadyException} when it cannot be read. */
    @FunctionalInterface
    interface Local {

        /** The answer as JSON is made of; {@code stale} is null for the active copy. */
        Object answer(Replica replica, @Nullable Staleness stale);
    }

    /**
     * Answers a request.
     *
     * @param ctx the request
     * @param userid the user it is about
     * @param question path and query by which another instance is asked the same
     * @param local answers here
     */
    void route(Context ctx, String userid, String question, Local local) {
        String forwarded = ctx.header(PeerClient.FORWARDED);
        if (forwarded != null) {
            answerHere(ctx, userid, replica(forwarded), local);
        } else {
            answerAnywhere(ctx, placements.of(userid), new Asked(userid, question, local));
        }
    }

    /** A request, however it is answered. */
    private record Asked(String userid, String question, Local local) {}

    private void answerAnywhere(Context ctx, Placement placement, Asked asked) {
        List<NotReadyException> reasons = new ArrayList<>();
        boolean answered = placement
                        .active()
                        .filter(peer -> answered(ctx, peer, Replica.ACTIVE, asked, reasons))
                        .isPresent()
                || placement.standbys().stream().anyMatch(peer -> answered(ctx, peer, Replica.STANDBY, asked, reasons));
        if (!answered) {
            throw reasons.isEmpty() ? new NotReadyException(NOBODY, SOON) : reasons.get(0);
        }
    }

    private static Replica replica(String forwarded) {
        return forwarded.equals(PeerClient.name(Replica.STANDBY)) ? Replica.STANDBY : Replica.ACTIVE;
    }

    private boolean answered(Context ctx, Peer peer, Replica replica, Asked asked, List<NotReadyException> reasons) {
        if (!peer.self()) {
            Optional<HttpResponse<byte[]>> answer = peers.ask(peer, replica, asked.question(), deadline);
            answer.ifPresent(response -> passOn(response, ctx));
            return answer.isPresent();
        }
        try {
            answerHere(ctx, asked.userid(), replica, asked.local());
            return true;
        } catch (NotReadyException e) {
            reasons.add(e);
            return false;
        }
    }

    private void answerHere(Context ctx, String userid, Replica replica, Local local) {
        if (replica == Replica.ACTIVE) {
            Json.answer(ctx, local.answer(replica, null));
        } else {
            Staleness stale = placements.standby(userid);
            ctx.header(STALE, "lag=" + stale.lag() + "; measured=" + stale.measured());
            Json.answer(ctx, local.answer(replica, stale));
        }
    }

    /** The same bytes. */
    private static void passOn(HttpResponse<byte[]> response, Context ctx) {
        ctx.status(response.statusCode()).result(response.body());
        response.headers().firstValue("Content-Type").ifPresent(ctx::contentType);
        response.headers().firstValue(STALE).ifPresent(stale -> ctx.header(STALE, stale));
    }
}
