package io.exposures.quickstart.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;

/**
 * What must be gone at the end, closed in reverse order, by SIGINT and SIGTERM too. These may come while another thread
 * is still adding: what comes too late is closed at once.
 */
public final class Resources implements AutoCloseable {

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Thread closeAtExit = new Thread(this::stop, "stop-everything");
    private final Runnable beforeStop;
    private boolean closed;
    private boolean stopped;

    private Resources(Runnable beforeStop) {
        this.beforeStop = beforeStop;
    }

    /**
     * No resources yet.
     *
     * @param beforeStop is run when this JVM is to exit, before anything is closed
     */
    public static Resources create(Runnable beforeStop) {
        Resources resources = new Resources(beforeStop);
        Runtime.getRuntime().addShutdownHook(resources.closeAtExit);
        return resources;
    }

    /**
     * Makes a resource and takes charge of it, in one step: whoever closes everything meanwhile waits for that.
     *
     * @param opener makes it, quickly
     * @throws IllegalStateException if everything has been closed; nothing is made then
     */
    public synchronized <T extends AutoCloseable> T open(Callable<T> opener) throws Exception {
        if (closed) {
            throw new IllegalStateException("stopped while starting");
        }
        T resource = opener.call();
        open.push(resource);
        return resource;
    }

    /**
     * Takes charge of a resource that can look after itself until then.
     *
     * @throws IllegalStateException if everything has been closed, as this resource is then
     */
    public synchronized <T extends AutoCloseable> T add(T resource) {
        open.push(resource);
        if (closed) {
            closeAll();
            throw new IllegalStateException("stopped while starting");
        }
        return resource;
    }

    /** Whether everything was closed from outside, because this JVM is to exit. */
    public synchronized boolean isStopped() {
        return stopped;
    }

    private synchronized void stop() {
        stopped = true;
        beforeStop.run();
        closeAll();
    }

    @Override
    public void close() {
        closeAll();
        try {
            Runtime.getRuntime().removeShutdownHook(closeAtExit);
        } catch (IllegalStateException e) {
            // This JVM is shutting down: the hook finds nothing left to do.
        }
    }

    private synchronized void closeAll() {
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
