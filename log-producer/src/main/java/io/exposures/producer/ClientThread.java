package io.exposures.producer;

/** A thread of the client's own: a daemon, so that it never keeps the service alive. */
final class ClientThread extends Thread {

    ClientThread(Runnable work, String name) {
        super(new ThreadGroup(name), work, name);
        setDaemon(true);
    }
}
