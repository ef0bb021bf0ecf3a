package io.exposures.joiner.query;

/** Says why outcomes count or do not. */
@FunctionalInterface
public interface ExplainQuery {

    /**
     * Why the outcomes of this id count, or do not.
     *
     * @param userid the user
     * @param eventId the outcome's id
     * @param replica the copy of the state that is asked
     * @throws NotReadyException while the state cannot be read, for example during a rebalance
     */
    Explanation explain(String userid, String eventId, Replica replica);
}
