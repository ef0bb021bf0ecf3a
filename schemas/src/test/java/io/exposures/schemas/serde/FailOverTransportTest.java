package io.exposures.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailOverTransportTest {

    private static final RegistryRequest REQUEST = RegistryRequest.get("ask", "/");

    private final FakeTicker ticker = new FakeTicker();
    private final List<String> asked = new ArrayList<>();
    private final List<Long> patience = new ArrayList<>();

    private Transport working(String name) {
        return (request, deadline) -> {
            asked.add(name);
            patience.add(deadline.remaining().toMillis());
            return JsonNodeFactory.instance.objectNode();
        };
    }

    private Transport hanging(String name) {
        return (request, deadline) -> {
            asked.add(name);
            patience.add(deadline.remaining().toMillis());
            ticker.sleep(deadline.remaining());
            throw new RegistryUnavailableException(name + " hangs");
        };
    }

    private Deadline deadline() {
        return Deadline.in(Duration.ofMillis(900), ticker);
    }

    @Test
    void anAddressThatHangsLeavesTimeForTheOthers() {
        FailOverTransport transport = new FailOverTransport(List.of(hanging("a"), hanging("b"), working("c")));

        transport.send(REQUEST, deadline());

        assertThat(asked).containsExactly("a", "b", "c");
        assertThat(patience).containsExactly(300L, 300L, 300L);
    }

    @Test
    void theAddressThatAnsweredLastIsAskedFirst() {
        FailOverTransport transport = new FailOverTransport(List.of(hanging("a"), working("b")));
        transport.send(REQUEST, deadline());

        transport.send(REQUEST, deadline());

        assertThat(asked).containsExactly("a", "b", "b");
    }

    @Test
    void whenNoneAnswersTheMessageNamesEach() {
        FailOverTransport transport = new FailOverTransport(List.of(hanging("a"), hanging("b")));

        assertThatThrownBy(() -> transport.send(REQUEST, deadline()))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessage("a hangs; b hangs");
    }

    @Test
    void aRefusalIsTheAnswerOfAllAddresses() {
        Transport refusing = (request, deadline) -> {
            throw new RegistryRefusedException("no", 409, 409);
        };
        FailOverTransport transport = new FailOverTransport(List.of(refusing, working("b")));

        assertThatThrownBy(() -> transport.send(REQUEST, deadline())).isInstanceOf(RegistryRefusedException.class);
        assertThat(asked).isEmpty();
    }
}
