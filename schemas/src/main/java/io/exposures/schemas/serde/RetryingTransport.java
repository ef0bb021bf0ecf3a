package io.exposures.schemas.serde;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Sends a request again when there was no usable answer, after waits that grow, as long as the deadline allows. */
final class RetryingTransport implements Transport {

    /**
     * How often and when to try again.
     *
     * @param maxRetries further attempts after the first
     * @param firstWait wait before the first of them; doubled for each further one
     * @param maxWait longest wait
     */
    record Policy(int maxRetries, Duration firstWait, Duration maxWait) {

        private static final int MAX_DOUBLINGS = 20;

        /** The wait before a retry, a random part of it taken away so that many clients do not return as one. */
        Duration waitBefore(int retry, RandomGenerator random) {
            long doubled = firstWait.toMillis() << Math.min(retry - 1, MAX_DOUBLINGS);
            long millis = Math.min(doubled, maxWait.toMillis());
            return Duration.ofMillis(millis - (long) (random.nextDouble() * millis / 2));
        }
    }

    private final Transport transport;
    private final Policy policy;
    private final Ticker ticker;
    private final RandomGenerator random;

    RetryingTransport(Transport transport, Policy policy, Ticker ticker, RandomGenerator random) {
        this.transport = transport;
        this.policy = policy;
        this.ticker = ticker;
        this.random = random;
    }

    @Override
    public JsonNode send(RegistryRequest request, Deadline deadline) {
        for (int retry = 1; ; retry++) {
            try {
                return transport.send(request, deadline);
            } catch (RegistryUnavailableException e) {
                Duration wait = policy.waitBefore(retry, random);
                if (retry > policy.maxRetries() || deadline.remaining().compareTo(wait) <= 0) {
                    throw e;
                }
                ticker.sleep(wait);
            }
        }
    }
}
