package io.exposures.joiner.http;

import java.time.Duration;

/** What the HTTP side needs of the process's metrics: to add to them and to hand them out. */
public interface Telemetry {

    /**
     * Counts a request that was answered.
     *
     * @param method its method
     * @param route the route that answered, as written in the table of routes; {@code none} when there was none
     * @param status the answer's status
     * @param time from the first handler to the last byte handed over
     */
    void served(String method, String route, int status, Duration time);

    /**
     * Counts a question that was passed on to another instance.
     *
     * @param result what became of it: {@code answered}, {@code not_ready}, {@code unreachable}, or {@code no_room} when
     *     too many were under way
     */
    void askedPeer(String result);

    /**
     * A page of all metrics.
     *
     * @param accept the formats that the client reads, as its Accept header says; may be empty
     */
    Page scrape(String accept);

    /**
     * All metrics, written down.
     *
     * @param contentType the format
     * @param body the page
     */
    record Page(String contentType, String body) {}
}
