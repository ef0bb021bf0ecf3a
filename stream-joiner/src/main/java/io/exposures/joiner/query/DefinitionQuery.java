package io.exposures.joiner.query;

import java.util.List;

/** Tells which definitions experiments have, and which ones they are bound to. */
@FunctionalInterface
public interface DefinitionQuery {

    /**
     * The experiments of one name, one for each salt that is defined or has been run; empty when the name is unknown.
     *
     * @param name name of the experiment
     * @throws NotReadyException while not all definitions and snapshots have been read
     */
    List<DefinitionStatus> definitions(String name);
}
