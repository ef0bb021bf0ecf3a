package io.exposures.joiner.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers the requests that were counted. */
final class FakeTelemetry implements Telemetry {

    final List<String> served = new CopyOnWriteArrayList<>();
    final List<String> askedPeers = new CopyOnWriteArrayList<>();

    @Override
    public void served(String method, String route, int status, Duration time) {
        served.add(method + " " + route + " " + status);
    }

    @Override
    public void askedPeer(String result) {
        askedPeers.add(result);
    }

    @Override
    public Page scrape(String accept) {
        return new Page("text/plain; version=0.0.4; charset=utf-8", "up 1\n");
    }
}
