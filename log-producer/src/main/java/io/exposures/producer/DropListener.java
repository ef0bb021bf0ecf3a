package io.exposures.producer;

/**
 * Told of dropped records. It is called on a thread of its own, one drop at a time; while it is too slow to keep up,
 * drops are counted as usual but not told. What it throws is counted and logged.
 */
@FunctionalInterface
public interface DropListener {

    /** A record was dropped. */
    void onDrop(Drop drop);
}
