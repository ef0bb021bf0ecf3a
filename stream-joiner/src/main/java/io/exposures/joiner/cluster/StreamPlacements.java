package io.exposures.joiner.cluster;

import io.exposures.joiner.query.NotReadyException;
import io.exposures.joiner.query.Placement;
import io.exposures.joiner.query.Placement.Peer;
import io.exposures.joiner.query.Placements;
import io.exposures.joiner.query.Staleness;
import io.exposures.joiner.topology.Names;
import io.exposures.joiner.topology.UserPartitioner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;

/** Placements as the group's last assignment has them. */
public final class StreamPlacements implements Placements {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final String UNKNOWN = "it is not known yet which instance holds what";

    private final Supplier<KafkaStreams> streams;
    private final Supplier<HostInfo> self;
    private final StateLags lags;
    private final UserPartitioner partitioner = new UserPartitioner();

    /**
     * Placements of a running instance.
     *
     * @param streams the instance's stream; throws {@link NotReadyException} when there is none
     * @param self where this instance is reached
     * @param lags how far its standby copies are behind
     */
    public StreamPlacements(Supplier<KafkaStreams> streams, Supplier<HostInfo> self, StateLags lags) {
        this.streams = streams;
        this.self = self;
        this.lags = lags;
    }

    @Override
    public Placement of(String userid) {
        KeyQueryMetadata known = ask(stream -> stream.queryMetadataForKey(Names.USERS, userid, partitioner));
        if (known.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
            throw new NotReadyException(UNKNOWN, SOON);
        }
        List<Peer> standbys = known.standbyHosts().stream().map(this::peer).toList();
        return new Placement(known.partition(), active(known.activeHost()), standbys);
    }

    private Optional<Peer> active(HostInfo host) {
        return host.equals(HostInfo.unavailable()) ? Optional.empty() : Optional.of(peer(host));
    }

    @Override
    public List<Peer> others() {
        return ask(stream -> stream.streamsMetadataForStore(Names.PARTITION)).stream()
                .map(StreamsMetadata::hostInfo)
                .filter(host -> !host.equals(self.get()))
                .map(this::peer)
                .toList();
    }

    @Override
    public Staleness standby(String userid) {
        return lags.of(of(userid).partition());
    }

    private Peer peer(HostInfo host) {
        return new Peer(host.host(), host.port(), host.equals(self.get()));
    }

    private <T> T ask(Function<KafkaStreams, T> question) {
        KafkaStreams stream = streams.get();
        try {
            return question.apply(stream);
        } catch (IllegalStateException | org.apache.kafka.streams.errors.InvalidStateStoreException e) {
            throw new NotReadyException(UNKNOWN, SOON);
        }
    }
}
