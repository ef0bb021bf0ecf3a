package io.exposures.joiner.http;

import io.exposures.joiner.query.Placement.Peer;
import io.exposures.joiner.query.Replica;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks other instances. A question carries a header that says it has been passed on, so that it is passed on once only,
 * and has a deadline. Only some of the server's threads may wait for others at once: two instances whose threads all
 * wait for each other would answer nobody.
 */
final class PeerClient {

    /** Says that an instance asks, and which copy of the state. */
    static final String FORWARDED = "Exposures-Forwarded";

    private static final Logger LOG = LoggerFactory.getLogger(PeerClient.class);
    private static final int AT_ONCE = ServerLimits.THREADS / 3;

    private final Telemetry telemetry;
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final HttpClient client;

    PeerClient(Duration connectWithin, Telemetry telemetry) {
        this.telemetry = telemetry;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectWithin)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
    }

    /** What another instance says; empty when it says nothing in time, or that it cannot answer now. */
    Optional<HttpResponse<byte[]>> ask(Peer peer, Replica replica, String question, Duration within) {
        if (!room.tryAcquire()) {
            telemetry.askedPeer("no_room");
            return Optional.empty();
        }
        try {
            HttpResponse<byte[]> answer = answer(peer, replica, question, within);
            telemetry.askedPeer(answer.statusCode() == 503 ? "not_ready" : "answered");
            return answer.statusCode() == 503 ? Optional.empty() : Optional.of(answer);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("{}:{} does not answer: {}", peer.host(), peer.port(), e.toString());
            telemetry.askedPeer("unreachable");
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            room.release();
        }
    }

    /** The client's own time limit ends with the headers; this one is for the whole answer. */
    private HttpResponse<byte[]> answer(Peer peer, Replica replica, String question, Duration within)
            throws ExecutionException, TimeoutException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(peer, question))
                .header(FORWARDED, name(replica))
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            return answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            answer.cancel(true);
        }
    }

    private static URI uri(Peer peer, String question) {
        String host = peer.host().contains(":") ? "[" + peer.host() + "]" : peer.host();
        return URI.create("http://" + host + ":" + peer.port() + question);
    }

    static String name(Replica replica) {
        return replica.name().toLowerCase(Locale.ROOT);
    }
}
