package io.exposures.quickstart.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What must be gone at the end, closed in reverse order. It may be closed by a shutdown hook while another thread is
 * still adding: what comes too late is closed at once.
 */
public final class Resources implements AutoCloseable {

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean closed;

    /**
     * Takes charge of a resource.
     *
     * @throws IllegalStateException if everything has been closed, as this resource is then
     */
    public synchronized <T extends AutoCloseable> T add(T resource) {
        open.push(resource);
        if (closed) {
            close();
            throw new IllegalStateException("stopped while starting");
        }
        return resource;
    }

    /** Whether everything has been closed. */
    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        RuntimeException failure = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                failure = failure == null ? new IllegalStateException("cannot clean up", e) : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
