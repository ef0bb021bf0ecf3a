package io.exposures.joiner.topology;

import io.exposures.joiner.join.BufferedOutcome;
import io.exposures.joiner.query.AsOf;
import io.exposures.joiner.query.ExplainQuery;
import io.exposures.joiner.query.Explanation;
import io.exposures.joiner.query.Explanation.Found;
import io.exposures.joiner.query.Replica;
import io.exposures.joiner.query.Snapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Explains outcomes from this instance's state. */
public final class LocalExplanations implements ExplainQuery {

    private final LocalState state;
    private final Snapshots snapshots;

    /**
     * Explanations of a running instance.
     *
     * @param streams the instance's stream; throws {@link io.exposures.joiner.query.NotReadyException} when there is none
     * @param partitions partitions of the input topics
     * @param horizon how late records may be
     * @param snapshots know the windows that are bound
     */
    public LocalExplanations(Supplier<KafkaStreams> streams, int partitions, Duration horizon, Snapshots snapshots) {
        this.state = new LocalState(streams, partitions, horizon);
        this.snapshots = snapshots;
    }

    @Override
    public Explanation explain(String userid, String eventId, Replica replica) {
        int partition = state.partition(userid);
        // Before the user is read: so the user's state is at this point at least.
        AsOf asOf = state.asOf(partition, replica);
        StoredUser user = state.read(() -> state.users(partition, replica).committed(userid));
        List<BufferedOutcome> remembered =
                state.read(() -> remembered(userid, user, state.spilledOutcomes(partition, replica)));
        Explainer explainer = new Explainer(user.state(), experiment -> snapshots.boundWindow(experiment, partition));
        List<Found> found = remembered.stream()
                .filter(outcome -> outcome.eventId().equals(eventId))
                .map(explainer::explain)
                .toList();
        return new Explanation(userid, eventId, partition, asOf, found, text(found, asOf));
    }

    /** What has moved to the buffer store since the user was read is taken from the user. */
    private static List<BufferedOutcome> remembered(
            String userid, StoredUser user, ReadOnlyKeyValueStore<Bytes, byte[]> spilled) {
        List<BufferedOutcome> remembered = new ArrayList<>(user.outcomes().all());
        if (user.spilledTo() != StoredUser.NOTHING_SPILLED) {
            remembered.addAll(BufferStore.range(spilled, userid, Long.MIN_VALUE, user.spilledTo() + 1));
        }
        return remembered;
    }

    private static String text(List<Found> found, @Nullable AsOf asOf) {
        if (found.isEmpty()) {
            Instant finality = asOf == null ? null : asOf.finalBefore();
            return "Nothing is remembered under this id: it has not come, or was refused (the rejected topic says why)"
                    + (finality == null
                            ? "."
                            : ", or its event time is before " + finality
                                    + " and it is final: its rows, if any, are on the joined topic.");
        }
        return found.stream().map(LocalExplanations::text).collect(Collectors.joining(" "));
    }

    private static String text(Found outcome) {
        long credited =
                outcome.units().stream().filter(Explanation.Verdict::counts).count();
        return switch (outcome.fate()) {
            case JOINED ->
                "The outcome at " + outcome.time() + " counts for " + credited + " of "
                        + outcome.units().size() + " units.";
            case UNEXPOSED ->
                "The outcome at " + outcome.time() + " is in no window of its user's "
                        + outcome.units().size() + " units.";
            case RETRACTED -> "The outcome at " + outcome.time() + " came and was taken back.";
            case RETRACTED_BEFORE_IT_CAME ->
                "A retraction of the outcome at " + outcome.time()
                        + " has come, the outcome itself has not; it will not count when it does.";
        };
    }
}
