package io.exposures.joiner.query;

import java.util.Optional;

/** Finds what is known of one user. */
@FunctionalInterface
public interface UserQuery {

    /**
     * What is known of a user; empty when no exposure of that user is known.
     *
     * @param userid the user
     * @param replica the copy of the state that is asked
     * @throws NotReadyException while the state cannot be read, for example during a rebalance
     */
    Optional<UserView> user(String userid, Replica replica);
}
