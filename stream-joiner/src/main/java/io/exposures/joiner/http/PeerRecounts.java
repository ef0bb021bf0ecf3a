package io.exposures.joiner.http;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.query.Placement.Peer;
import io.exposures.joiner.query.Placements;
import io.exposures.joiner.query.RecountReport;
import io.exposures.joiner.query.Replica;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Adds what the other instances counted to what was counted here. */
final class PeerRecounts {

    /** Counting takes time in proportion to the users of the instance. */
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Placements placements;
    private final PeerClient peers;

    PeerRecounts(Placements placements, PeerClient peers) {
        this.placements = placements;
        this.peers = peers;
    }

    /** The report with the partitions of all instances that answer; the others remain elsewhere. */
    RecountReport complete(ExperimentId id, RecountReport here) {
        if (here.elsewhere().isEmpty()) {
            return here;
        }
        SortedMap<Integer, RecountReport.Part> parts = new TreeMap<>(here.partitions());
        placements
                .others()
                .forEach(peer -> ask(peer, id)
                        .ifPresent(view ->
                                view.partitions().forEach(part -> parts.putIfAbsent(part.partition(), part.part()))));
        SortedSet<Integer> elsewhere = new TreeSet<>(here.elsewhere());
        elsewhere.removeAll(parts.keySet());
        return new RecountReport(parts, elsewhere);
    }

    private Optional<RecountResource.View> ask(Peer peer, ExperimentId id) {
        String question = new Question("/api/v1/experiment/check")
                .with("name", id.name())
                .with("salt", id.salt())
                .toString();
        return peers.ask(peer, Replica.ACTIVE, question, DEADLINE)
                .filter(answer -> answer.statusCode() == 200)
                .map(HttpResponse::body)
                .map(body -> Json.read(body, RecountResource.View.class));
    }
}
