package io.exposures.joiner.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OriginTest {

    private static final Origin MADE_FROM = Origin.of(Map.of(
            Origin.PARTITIONS,
            "4",
            Origin.HORIZON,
            "PT24H",
            Origin.TOPIC + "shop.exposures",
            "13y6qVOtSo-qyqpHsJCN4g"));

    @Test
    void isTheSameAfterItWasRemembered() {
        assertThat(Origin.decode(MADE_FROM.encoded())).isEqualTo(MADE_FROM);
        assertThat(Origin.decode("")).isEqualTo(Origin.NONE);
    }

    @Test
    void nothingKnownDiffersFromNothing() {
        assertThat(Origin.NONE.differences(MADE_FROM)).isEmpty();
        assertThat(MADE_FROM.differences(Origin.NONE)).isEmpty();
        assertThat(MADE_FROM.differences(MADE_FROM)).isEmpty();
    }

    @Test
    void namesBothNumbersOfPartitionsAndTheWay() {
        Origin now = Origin.of(Map.of(Origin.PARTITIONS, "8")).with(MADE_FROM);
        assertThat(MADE_FROM.differences(now))
                .singleElement()
                .asString()
                .contains("had 4", "have 8", "bin/repartition");
    }

    @Test
    void tellsADeletedTopicFromOneThatWasCreatedAnew() {
        String topic = Origin.TOPIC + "shop.exposures";
        assertThat(MADE_FROM.differences(Origin.of(Map.of(topic, Origin.GONE))))
                .singleElement()
                .asString()
                .startsWith("topic shop.exposures was deleted (its id was 13y6qVOtSo-qyqpHsJCN4g)");
        assertThat(MADE_FROM.differences(Origin.of(Map.of(topic, "another"))))
                .singleElement()
                .asString()
                .startsWith("topic shop.exposures was deleted and created anew");
    }

    @Test
    void aTopicThatDoesNotExistYetIsNotRemembered() {
        Origin now = Origin.of(Map.of(Origin.TOPIC + "a", Origin.GONE, Origin.TOPIC + "b", "id"));
        assertThat(now.existing()).isEqualTo(Origin.of(Map.of(Origin.TOPIC + "b", "id")));
    }
}
