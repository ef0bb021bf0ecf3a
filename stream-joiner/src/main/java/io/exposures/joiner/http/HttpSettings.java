package io.exposures.joiner.http;

import java.time.Duration;

/**
 * Where an instance listens, and how long it waits for others.
 *
 * @param host address to bind to; 127.0.0.1 is reachable from this machine only
 * @param port port to bind to; 0 picks a free one
 * @param peerTimeout how long another instance may take to answer
 */
public record HttpSettings(String host, int port, Duration peerTimeout) {

    String address() {
        return host + ":" + port;
    }
}
