package io.exposures.joiner.join;

import java.util.Comparator;

/**
 * Units of an arm that are counted together.
 *
 * @param epoch allocation epoch of their first exposures
 * @param matured whether their windows are final
 * @param crossover whether they were seen with more than one arm
 */
public record Slice(int epoch, boolean matured, boolean crossover) implements Comparable<Slice> {

    private static final Comparator<Slice> ORDER =
            Comparator.comparingInt(Slice::epoch).thenComparing(Slice::matured).thenComparing(Slice::crossover);

    @Override
    public int compareTo(Slice other) {
        return ORDER.compare(this, other);
    }
}
