package io.exposures.joiner;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.kafka.streams.state.HostInfo;

/** Where other instances reach this one's HTTP side. */
final class Advertised {

    private Advertised() {}

    /**
     * The configured address, or else the one that is listened on. Listening on all addresses names none, so this host's
     * name is taken then.
     *
     * @throws IllegalStateException if this host has no name
     */
    static HostInfo of(JoinerConfig config, int port) {
        String configured = config.cluster().advertisedAddress();
        if (!configured.isEmpty()) {
            return HostInfo.buildFromEndpoint(configured);
        }
        return new HostInfo(isWildcard(config.httpHost()) ? hostName() : config.httpHost(), port);
    }

    private static boolean isWildcard(String host) {
        try {
            return InetAddress.getByName(host).isAnyLocalAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(
                    "this host has no name that others could reach it by; set joiner.advertised.address", e);
        }
    }
}
