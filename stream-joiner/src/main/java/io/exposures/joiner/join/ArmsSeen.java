package io.exposures.joiner.join;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The arms a unit was seen with: the least eight in order, and whether there were more. A function of the set of arms
 * alone, so that the order of exposures does not matter.
 *
 * @param arms sorted, at most {@value #LIMIT}, at least one
 * @param truncated whether the unit was seen with more arms than are listed
 */
public record ArmsSeen(List<String> arms, boolean truncated) {

    private static final int LIMIT = 8;

    public ArmsSeen {
        arms = List.copyOf(arms);
    }

    static ArmsSeen of(String arm) {
        return new ArmsSeen(List.of(arm), false);
    }

    ArmsSeen plus(String arm) {
        int at = Collections.binarySearch(arms, arm);
        if (at >= 0) {
            return this;
        }
        int place = -at - 1;
        if (arms.size() < LIMIT) {
            return new ArmsSeen(inserted(place, arm), truncated);
        }
        if (place == LIMIT) {
            return truncated ? this : new ArmsSeen(arms, true);
        }
        return new ArmsSeen(inserted(place, arm).subList(0, LIMIT), true);
    }

    /** Whether the unit was seen with more than one arm. */
    public boolean crossover() {
        return arms.size() > 1;
    }

    private List<String> inserted(int place, String arm) {
        List<String> more = new ArrayList<>(arms);
        more.add(place, arm);
        return more;
    }
}
