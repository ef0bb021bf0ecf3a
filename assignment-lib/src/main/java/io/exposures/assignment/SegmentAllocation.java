package io.exposures.assignment;

import io.exposures.assignment.hashing.UnitHash;
import java.util.Arrays;

/** Which experiment owns which segment of a namespace, while experiments are added and removed. */
final class SegmentAllocation {
    private static final int NONE = -1;

    private final int[] owners;
    private final byte[] saltPrefix;
    private final boolean fast;
    private int available;

    /** All segments are available. With {@code fast} they are drawn as {@code fastSample} does. */
    SegmentAllocation(String namespace, int segments, boolean fast) {
        this.owners = new int[segments];
        Arrays.fill(owners, NONE);
        this.saltPrefix = UnitHash.bytes(namespace + ".sampled_segments.");
        this.fast = fast;
        this.available = segments;
    }

    int available() {
        return available;
    }

    /** Owner of each segment, or -1. */
    int[] owners() {
        return owners.clone();
    }

    /** Gives so many of the available segments to an experiment, drawn by its name. */
    void draw(int owner, String experiment, int count) {
        int[] choices = availableSegments();
        int first = fast ? drawFast(choices, experiment, count) : drawAll(choices, experiment);
        for (int i = first; i < first + count; i++) {
            owners[choices[i]] = owner;
        }
        available -= count;
    }

    private int[] availableSegments() {
        int[] segments = new int[available];
        int count = 0;
        for (int segment = 0; segment < owners.length; segment++) {
            if (owners[segment] == NONE) {
                segments[count++] = segment;
            }
        }
        return segments;
    }

    private int drawAll(int[] choices, String experiment) {
        UnitHash hash = UnitHash.start().append(saltPrefix).unit(experiment);
        for (int i = choices.length - 1; i > 0; i--) {
            swapAt(choices, i, hash);
        }
        return 0;
    }

    private int drawFast(int[] choices, String experiment, int count) {
        UnitHash hash = UnitHash.start().append(saltPrefix).unit(experiment);
        int stop = choices.length - count;
        for (int i = choices.length - 1; i > 0; i--) {
            swapAt(choices, i, hash);
            if (i == stop) {
                return i;
            }
        }
        return 0;
    }

    private static void swapAt(int[] choices, int i, UnitHash hash) {
        int j = (int) (hash.next((long) i) % (i + 1));
        int other = choices[i];
        choices[i] = choices[j];
        choices[j] = other;
    }

    /**
     * Gives one segment to an experiment.
     *
     * @return false if the segment is not available
     */
    boolean take(int owner, int segment) {
        if (segment < 0 || segment >= owners.length || owners[segment] != NONE) {
            return false;
        }
        owners[segment] = owner;
        available--;
        return true;
    }

    /** Makes an experiment's segments available again. */
    void free(int owner) {
        for (int segment = 0; segment < owners.length; segment++) {
            if (owners[segment] == owner) {
                owners[segment] = NONE;
                available++;
            }
        }
    }
}
