package io.exposures.joiner.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.exposures.joiner.query.AsOf;
import io.exposures.joiner.query.Explanation;
import io.exposures.joiner.query.Staleness;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The JSON of an explanation. */
record ExplainView(
        String userid,
        String eventId,
        String text,
        List<Outcome> outcomes,
        int partition,
        @JsonProperty("asOf") @Nullable Position asOf,
        @Nullable Stale stale) {

    record Position(
            long exposures,
            long outcomes,
            @Nullable String clock,
            @Nullable String finalBefore) {}

    record Outcome(
            String time,
            @JsonProperty("class") String fate,
            long offset,
            String event,
            @Nullable Double value,
            List<Unit> units) {}

    record Unit(
            String experiment,
            String salt,
            String unit,
            String arm,
            String firstExposure,
            String exposureId,
            @Nullable String windowEnd,
            boolean counts,
            @Nullable String rule,
            String text) {}

    static ExplainView of(Explanation explanation, @Nullable Staleness stale) {
        return new ExplainView(
                explanation.userid(),
                explanation.eventId(),
                explanation.text(),
                explanation.outcomes().stream().map(ExplainView::outcome).toList(),
                explanation.partition(),
                position(explanation.asOf()),
                Stale.of(stale));
    }

    private static @Nullable Position position(@Nullable AsOf asOf) {
        if (asOf == null) {
            return null;
        }
        return new Position(asOf.exposures(), asOf.outcomes(), text(asOf.clock()), text(asOf.finalBefore()));
    }

    private static Outcome outcome(Explanation.Found found) {
        return new Outcome(
                found.time().toString(),
                name(found.fate()),
                found.offset(),
                found.event(),
                found.value(),
                found.units().stream().map(ExplainView::unit).toList());
    }

    private static Unit unit(Explanation.Verdict verdict) {
        return new Unit(
                verdict.experiment().name(),
                verdict.experiment().salt(),
                verdict.unit(),
                verdict.arm(),
                verdict.firstExposure().toString(),
                verdict.exposureId(),
                text(verdict.windowEnd()),
                verdict.counts(),
                verdict.rule() == null ? null : name(verdict.rule()),
                verdict.text());
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String text(@Nullable Object time) {
        return time == null ? null : time.toString();
    }
}
