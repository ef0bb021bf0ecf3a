package io.exposures.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Waits until a broker that was started answers requests. */
final class BrokerReadiness {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Duration STEP = Duration.ofMillis(20);

    private final int port;
    private final Predicate<Duration> ended;
    private final long deadline = System.nanoTime() + LIMIT.toNanos();

    /**
     * Starts the time that the broker has.
     *
     * @param port where it will listen, on this machine
     * @param ended waits at most that long, then says whether the broker has ended
     */
    BrokerReadiness(int port, Predicate<Duration> ended) {
        this.port = port;
        this.ended = ended;
    }

    /**
     * Returns when the broker answers.
     *
     * @throws IllegalStateException if it ends before, or takes too long
     */
    void await() {
        while (!accepts()) {
            step("does not listen");
        }
        awaitUnfenced();
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Until the session of a killed broker has run out, the controller keeps the restarted one fenced. */
    private void awaitUnfenced() {
        Map<String, Object> settings = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + port);
        try (Admin admin = Admin.create(settings)) {
            while (admin.describeCluster().nodes().get().isEmpty()) {
                step("does not come out of its fence");
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the broker", e);
        }
    }

    private void step(String complaint) {
        if (ended.test(STEP)) {
            throw new IllegalStateException("the broker ended before it was ready");
        }
        if (System.nanoTime() - deadline > 0) {
            throw new IllegalStateException("the broker " + complaint + " after " + LIMIT);
        }
    }
}
