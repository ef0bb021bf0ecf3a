package io.exposures.joiner.join;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The first names of a log, up to a limit; later ones go by {@value #OTHER}. Which names are kept depends only on the
 * order of the one log they come from.
 */
public final class BoundedNames {

    /** What names beyond the limit go by. */
    public static final String OTHER = "other";

    private final int limit;
    private final Set<String> names = new LinkedHashSet<>();

    /**
     * Names already kept, in order.
     *
     * @param limit how many names are kept
     */
    public BoundedNames(int limit, Collection<String> names) {
        this.limit = limit;
        this.names.addAll(names);
    }

    /** Takes note of a name; true if it was new and there was room. */
    public boolean note(String name) {
        return names.size() < limit && names.add(name);
    }

    /** The name itself if it is kept or there is room for it, else {@value #OTHER}. */
    public String resolve(String name) {
        return names.size() < limit || names.contains(name) ? name : OTHER;
    }

    /** The kept names, in order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(names);
    }
}
