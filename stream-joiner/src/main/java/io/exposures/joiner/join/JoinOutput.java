package io.exposures.joiner.join;

/** Takes what the join tells the world. */
public interface JoinOutput {

    /** What is known of a unit changed. */
    void unitStatus(String userid, UnitKey key, UnitState unit);

    /** A joined row appeared, changed or went. */
    void row(String userid, Changes.Row row);
}
