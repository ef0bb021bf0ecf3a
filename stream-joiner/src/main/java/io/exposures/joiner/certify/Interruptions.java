package io.exposures.joiner.certify;

import org.apache.kafka.streams.KafkaStreams;

/** Notices what makes a replay worthless: a failed thread, or a partition taken away and given back without its state. */
final class Interruptions implements KafkaStreams.StateListener {

    private boolean hasRun;
    private String reason = "";

    @Override
    public synchronized void onChange(KafkaStreams.State now, KafkaStreams.State before) {
        if (now == KafkaStreams.State.RUNNING) {
            hasRun = true;
        } else if (now == KafkaStreams.State.REBALANCING && hasRun) {
            interrupted("its partitions were taken away in the middle");
        }
    }

    synchronized void failed(Throwable failure) {
        interrupted(failure.toString());
    }

    private void interrupted(String why) {
        reason = reason.isEmpty() ? why : reason;
    }

    /** Throws if the replay is worthless. */
    synchronized void check() throws CertifyException {
        if (!reason.isEmpty()) {
            throw new CertifyException("the replay was interrupted (" + reason + "); run it again");
        }
    }
}
