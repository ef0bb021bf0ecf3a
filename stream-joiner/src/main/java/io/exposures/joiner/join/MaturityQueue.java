package io.exposures.joiner.join;

import java.util.List;

/** The ends of the windows of units that are not matured yet, in order. */
public interface MaturityQueue {

    /** Adds the end of a unit's window. */
    void add(WindowEnd end);

    /** Removes the end of a unit's window. */
    void remove(WindowEnd end);

    /**
     * The next in order.
     *
     * @param from those before it are matured
     * @param to last time that is asked for, microseconds since the epoch
     * @param limit how many at most
     */
    List<WindowEnd> next(Matured from, long to, int limit);
}
