package io.exposures.joiner.http;

import io.exposures.joiner.query.DefinitionStatus;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of a definition: the newest one, and what is bound. */
record DefinitionView(
        String name,
        String salt,
        @Nullable Newest newest,
        List<Bound> bound,
        List<Waiting> takesEffectOnRebuild,
        List<String> boundFields,
        boolean partial,
        Collection<Integer> missingPartitions) {

    record Newest(int version, Map<String, Object> definition) {}

    record Bound(int partition, int version) {}

    record Waiting(int boundVersion, List<Integer> partitions, List<Change> fields) {}

    record Change(
            String field, @Nullable String bound, @Nullable String newest) {}

    static DefinitionView of(DefinitionStatus status) {
        DefinitionStatus.Newest newest = status.newest();
        return new DefinitionView(
                status.id().name(),
                status.id().salt(),
                newest == null ? null : new Newest(newest.version(), newest.document()),
                status.bound().entrySet().stream()
                        .map(entry -> new Bound(entry.getKey(), entry.getValue()))
                        .toList(),
                status.waiting().stream().map(DefinitionView::waiting).toList(),
                status.boundFields(),
                !status.missing().isEmpty(),
                status.missing());
    }

    private static Waiting waiting(DefinitionStatus.Waiting waiting) {
        return new Waiting(
                waiting.version(),
                waiting.partitions(),
                waiting.changes().stream()
                        .map(change -> new Change(change.field(), change.bound(), change.newest()))
                        .toList());
    }
}
