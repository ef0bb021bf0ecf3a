package io.exposures.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for servers that must come back on the same port. */
public final class LocalPorts {

    private LocalPorts() {}

    /**
     * A free port below the range that systems take outgoing connections' ports from: on a port of that range another
     * client could sit while the server is down, and a client that keeps trying could even connect to itself.
     */
    public static int free() {
        while (true) {
            int candidate = ThreadLocalRandom.current().nextInt(12_000, 32_000);
            try (ServerSocket socket = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Taken: try another.
            }
        }
    }
}
