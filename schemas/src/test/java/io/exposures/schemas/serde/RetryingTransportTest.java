package io.exposures.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.exposures.schemas.serde.RetryingTransport.Policy;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetryingTransportTest {

    private static final RegistryRequest REQUEST = RegistryRequest.get("ask", "/");
    private static final JsonNode ANSWER = JsonNodeFactory.instance.objectNode();

    /** Takes nothing away from any wait. */
    private static final RandomGenerator NO_JITTER = () -> 0;

    private final FakeTicker ticker = new FakeTicker();
    private int attempts;

    private RetryingTransport retrying(Transport transport) {
        Policy policy = new Policy(4, Duration.ofMillis(100), Duration.ofMillis(300));
        return new RetryingTransport(transport, policy, ticker, NO_JITTER);
    }

    private Transport failing(int times) {
        return (request, deadline) -> {
            if (attempts++ < times) {
                throw new RegistryUnavailableException("attempt " + attempts);
            }
            return ANSWER;
        };
    }

    private Deadline deadline(int millis) {
        return Deadline.in(Duration.ofMillis(millis), ticker);
    }

    @Test
    void waitsGrowToTheirLimit() {
        JsonNode answer = retrying(failing(4)).send(REQUEST, deadline(10_000));

        assertThat(answer).isEqualTo(ANSWER);
        assertThat(ticker.sleeps()).extracting(Duration::toMillis).containsExactly(100L, 200L, 300L, 300L);
    }

    @Test
    void theLastFailureIsThrownWhenAllRetriesAreUsedUp() {
        assertThatThrownBy(() -> retrying(failing(5)).send(REQUEST, deadline(10_000)))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessage("attempt 5");
    }

    @Test
    void noWaitGoesBeyondTheDeadline() {
        assertThatThrownBy(() -> retrying(failing(5)).send(REQUEST, deadline(301)))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessage("attempt 3");
        assertThat(ticker.sleeps()).extracting(Duration::toMillis).containsExactly(100L, 200L);
    }

    @Test
    void aRefusalIsNotTriedAgain() {
        Transport refusing = (request, deadline) -> {
            attempts++;
            throw new RegistryRefusedException("no", 409, 409);
        };

        assertThatThrownBy(() -> retrying(refusing).send(REQUEST, deadline(10_000)))
                .isInstanceOf(RegistryRefusedException.class);
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void jitterTakesAwayUpToHalfOfAWait() {
        Policy policy = new Policy(4, Duration.ofMillis(100), Duration.ofMillis(300));

        assertThat(policy.waitBefore(1, NO_JITTER)).isEqualTo(Duration.ofMillis(100));
        assertThat(policy.waitBefore(1, () -> -1L)).isEqualTo(Duration.ofMillis(51));
    }
}
