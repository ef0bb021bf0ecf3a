package io.exposures.producer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The network between a client and a broker, as a TCP proxy on this machine, with faults to inject. Bytes that a fault
 * swallows are gone: TCP has acknowledged them, and nobody hears of it.
 */
final class FaultyNetwork implements AutoCloseable {

    /** What the network does to bytes. */
    enum Fault {
        /** Passes all on. */
        NONE,
        /** Passes requests on and swallows the answers. */
        NO_ANSWERS,
        /** Swallows everything, both ways; connections stay open. */
        SILENCE
    }

    private final ServerSocket server;
    private final int brokerPort;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final AtomicLong swallowed = new AtomicLong();
    private volatile Fault fault = Fault.NONE;

    /** Forwards a free port to the broker's, which need not be there yet. */
    FaultyNetwork(int brokerPort) {
        this.brokerPort = brokerPort;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("accept", this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on suffers from a fault, instead of the one before. */
    void inject(Fault next) {
        fault = next;
    }

    /** Works again: what was connected meanwhile is cut, as its bytes are missing. */
    void heal() {
        fault = Fault.NONE;
        sockets.forEach(FaultyNetwork::closeQuietly);
        sockets.clear();
    }

    /** Bytes swallowed so far: whether a fault has struck at all. */
    long swallowed() {
        return swallowed.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
        heal();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                sockets.add(client);
                Socket broker = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
                sockets.add(broker);
                start("requests", () -> pump(client, broker, false));
                start("answers", () -> pump(broker, client, true));
            }
        } catch (IOException e) {
            // Closed, or the broker is away: either way there is nothing to forward to.
            sockets.forEach(FaultyNetwork::closeQuietly);
            if (!server.isClosed()) {
                accept();
            }
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[64 << 10];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (fault == Fault.SILENCE || (fault == Fault.NO_ANSWERS && answers)) {
                    swallowed.addAndGet(read);
                } else {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // The other side is gone; so is this one, then.
        }
        closeQuietly(from);
        closeQuietly(to);
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, "faulty-network-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Closing is all that was wanted.
        }
    }
}
