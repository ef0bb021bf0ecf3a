package io.exposures.joiner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterSettingsTest {

    private static JoinerConfig config(Map<String, String> more) {
        Properties properties = new Properties();
        properties.putAll(
                Map.of("bootstrap.servers", "none:1", "application.id", "a", "schema.registry.url", "mock://settings"));
        properties.putAll(more);
        return JoinerConfig.of(properties);
    }

    @Test
    void othersReachAnInstanceWhereItListens() {
        assertThat(Advertised.of(config(Map.of()), 8123)).isEqualTo(new HostInfo("127.0.0.1", 8123));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void anInstanceThatListensEverywhereIsReachedByTheNameOfItsHost(String everywhere) {
        HostInfo address = Advertised.of(config(Map.of("joiner.http.host", everywhere)), 8123);
        assertThat(address.host()).isNotEmpty().isNotEqualTo(everywhere);
        assertThat(address.port()).isEqualTo(8123);
    }

    @Test
    void theAdvertisedAddressWins() {
        JoinerConfig config = config(Map.of("joiner.advertised.address", "joiner-1.shop:80"));
        assertThat(Advertised.of(config, 8123)).isEqualTo(new HostInfo("joiner-1.shop", 80));
    }

    @Test
    void anAddressOfTheNewKindSurvivesKafkasSettings() {
        HostInfo address = Advertised.of(config(Map.of("joiner.advertised.address", "[2001:db8::1]:8080")), 0);
        String server = new StreamsConfig(StreamsSettings.of(config(Map.of()), address))
                .getString(StreamsConfig.APPLICATION_SERVER_CONFIG);
        assertThat(HostInfo.buildFromEndpoint(server)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "http://shop:80", "shop:port", "2001:db8::1:80"})
    void whatIsNoAddressIsRefused(String address) {
        assertThatThrownBy(() -> config(Map.of("joiner.advertised.address", address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("setting joiner.advertised.address: expected host:port, got " + address);
    }

    @Test
    void aStaticMemberKeepsItsPlaceUnlessToldOtherwise() {
        assertThat(config(Map.of()).cluster().leavesGroup()).isTrue();
        assertThat(config(Map.of("group.instance.id", "a")).cluster().leavesGroup())
                .isFalse();
        assertThat(config(Map.of("group.instance.id", "a", "joiner.leave.group", "true"))
                        .cluster()
                        .leavesGroup())
                .isTrue();
    }
}
