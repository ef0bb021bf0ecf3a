package io.exposures.joiner.join;

import java.util.List;

/**
 * The ends of the windows of units that are not matured yet, in order. May hold ends that units had before their first
 * exposure moved: whoever reads it compares.
 */
public interface MaturityQueue {

    /** Adds the end of a unit's window. */
    void add(WindowEnd end);

    /** Forgets those that are matured, if not at once. */
    void forget(Matured matured);

    /**
     * The next in order.
     *
     * @param from those before it are matured
     * @param to last time that is asked for, microseconds since the epoch
     * @param limit how many at most
     */
    List<WindowEnd> next(Matured from, long to, int limit);
}
