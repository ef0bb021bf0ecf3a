package io.exposures.joiner;

import java.time.Duration;

/**
 * How an instance lives with others.
 *
 * @param advertisedAddress {@code joiner.advertised.address}: {@code host:port} by which other instances reach this one's
 *     HTTP side (default: the address it listens on, and this host's name when it listens on all)
 * @param peerTimeout {@code joiner.peer.timeout}: how long another instance may take to answer (default PT2S)
 * @param readyLag {@code joiner.ready.lag}: records of its inputs that a partition may be behind while the instance says
 *     that it is ready (default 100000)
 * @param staleLag {@code joiner.stale.lag}: changelog records that a standby copy may be behind and still answer (default
 *     10000)
 * @param drain {@code joiner.drain}: how long an instance that is stopped says that it is not ready before it stops
 *     (default PT1S)
 * @param leavesGroup {@code joiner.leave.group}: whether an instance that is stopped leaves the group, so that others take
 *     over at once (default true; false when {@code group.instance.id} is set, so that a restart moves nothing)
 * @param topicsCheckInterval {@code joiner.topics.check.interval}: how often it is checked that topics are still those that
 *     the state was made from (default PT10S)
 */
public record ClusterSettings(
        String advertisedAddress,
        Duration peerTimeout,
        long readyLag,
        long staleLag,
        Duration drain,
        boolean leavesGroup,
        Duration topicsCheckInterval) {

    public ClusterSettings {
        if (!advertisedAddress.isEmpty()
                && !advertisedAddress.matches("[^:/ ]+:[0-9]{1,5}|\\[[0-9a-fA-F:]+]:[0-9]{1,5}")) {
            throw new IllegalArgumentException(
                    "setting joiner.advertised.address: expected host:port, got " + advertisedAddress);
        }
    }
}
