package io.exposures.joiner.http;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.Slice;
import io.exposures.joiner.query.AsOf;
import io.exposures.joiner.query.DefinitionStatus;
import io.exposures.joiner.query.Explanation;
import io.exposures.joiner.query.LedgerStats;
import io.exposures.joiner.query.LossReport;
import io.exposures.joiner.query.PartitionLedger;
import io.exposures.joiner.query.RecountReport;
import io.exposures.joiner.query.RejectedExamples;
import io.exposures.joiner.query.SourceReport;
import io.exposures.joiner.query.StatsQuery;
import io.exposures.joiner.query.TopicLedger;
import io.exposures.joiner.results.ExperimentBuilder;
import io.exposures.records.Role;
import io.exposures.records.Transform;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A shop's experiments as the page may meet them: sound ones, one with an alarm, many, and none. */
final class DashboardScenes {

    static final String ANN = "ann";
    static final String EVENT = "order-17";
    static final String CHECKOUT = "checkout_button";
    static final String ALARMED = "search_ranking";

    private static final String BLUE = "{\"colour\":\"blue\"}";
    private static final String GREEN = "{\"colour\":\"green\"}";
    private static final Slice MATURED = new Slice(0, true, false);
    private static final Slice YOUNG = new Slice(0, false, false);
    private static final Slice CROSSED = new Slice(0, true, true);
    private static final int DAYS = 12;

    /** A text that hurts where it becomes markup. */
    static final String HOSTILE = "<img src=x onerror=\"window.hurt=1\">'\"&amp;\u202e/../#=%00";

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    FakeStats empty() {
        return new FakeStats().with(ledger(Set.of(), 0));
    }

    FakeStats shop() {
        return with(
                        with(with(new FakeStats(), checkout(0), true), alarmed(0.5), false),
                        plain("font_size", "{\"pt\":11}", "{\"pt\":12}", 6_400),
                        false)
                .with(ledger(Set.of(), 1))
                .withUser(ANN);
    }

    /** The same a moment later: so many more units have come. */
    FakeStats later(int more) {
        return with(new FakeStats(), checkout(more), true)
                .with(ledger(Set.of(), 1))
                .withUser(ANN);
    }

    /** Begun today: no unit's window is over. */
    FakeStats young() {
        ExperimentBuilder experiment = new ExperimentBuilder()
                .named(CHECKOUT, "v3")
                .at(now)
                .metric("revenue", Transform.SUM, Role.PRIMARY, 0)
                .units(BLUE, YOUNG, 900, "revenue", 1, 0)
                .units(BLUE, YOUNG, 100, "revenue", 2, 0)
                .units(GREEN, YOUNG, 950, "revenue", 2, 0)
                .units(GREEN, YOUNG, 80, "revenue", 3, 0);
        return with(new FakeStats(), experiment, false).with(ledger(Set.of(), 1));
    }

    FakeStats partial() {
        return with(new FakeStats(), checkout(0).lacking(1), true).with(ledger(Set.of(1), 1));
    }

    FakeStats hostile() {
        ExperimentBuilder experiment = new ExperimentBuilder()
                .named(HOSTILE, HOSTILE)
                .at(now)
                .metric(HOSTILE, Transform.SUM, Role.PRIMARY, 0)
                .units(HOSTILE, MATURED, 200, HOSTILE, 1, 0)
                .units(HOSTILE, MATURED, 200, HOSTILE, 2, 0)
                .units(GREEN, MATURED, 300, HOSTILE, 2, 0);
        return with(new FakeStats(), experiment, false).with(ledger(Set.of(), 1));
    }

    FakeStats many(int experiments) {
        FakeStats stats = new FakeStats().with(ledger(Set.of(), 1));
        for (int i = 0; i < experiments; i++) {
            with(stats, plain("experiment_%04d".formatted(i), "{\"a\":0}", "{\"a\":1}", 400 + 2 * i), false);
        }
        return stats;
    }

    Queries queries(StatsQuery stats) {
        return new Queries(
                stats,
                this::definitions,
                this::explanation,
                RejectedExamples.late(now),
                id -> new RecountReport(
                        new TreeMap<>(Map.of(0, new RecountReport.Part(30, 12, 19_000, false, List.of()))),
                        new TreeSet<>()));
    }

    private FakeStats with(FakeStats stats, ExperimentBuilder experiment, boolean byDay) {
        stats.with(experiment.stats(), experiment.definition());
        LocalDate first = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(DAYS);
        for (int day = 0; byDay && day < DAYS; day++) {
            ExperimentId id = experiment.stats().id();
            stats.withDay(first.plusDays(day), day(id, day).stats());
        }
        return stats;
    }

    /** A true effect on purchases and conversion, a guardrail that holds, and one metric of which little is known. */
    private ExperimentBuilder checkout(int more) {
        ExperimentBuilder experiment = new ExperimentBuilder()
                .named(CHECKOUT, "v3")
                .at(now)
                .startingAt(now.minus(Duration.ofDays(DAYS)))
                .metric("revenue", Transform.SUM, Role.PRIMARY, 0)
                .metric("converted", Transform.ANY, Role.PRIMARY, 0)
                .metric("page_views", Transform.COUNT, Role.GUARDRAIL, 0)
                .metric("refunds", Transform.ANY, Role.SECONDARY, 0)
                .declare(BLUE, "Blue button", true)
                .declare(GREEN, "Green button", false)
                .shares(Map.of(BLUE, 0.5, GREEN, 0.5));
        arm(experiment, BLUE, 9_480 + more, 1_310, 4.02);
        arm(experiment, GREEN, 9_533 + more, 1_630, 4.01);
        return experiment.units(BLUE, CROSSED, 31, "revenue", 24, 0).units(GREEN, CROSSED, 28, "revenue", 24, 0);
    }

    private static void arm(ExperimentBuilder experiment, String arm, long units, long buyers, double views) {
        long young = units / 9;
        experiment
                .units(arm, MATURED, units - young)
                .units(arm, YOUNG, young, "revenue", 2.5, 0)
                .values(arm, MATURED, buyers * 3 / 4, "revenue", 18, 0)
                .values(arm, MATURED, buyers / 4, "revenue", 47, 0)
                .values(arm, MATURED, buyers, "converted", 1, 0)
                .values(arm, MATURED, units / 2, "page_views", views + 2, 0)
                .values(arm, MATURED, units / 3, "page_views", views, 0)
                .values(arm, MATURED, 7, "refunds", 1, 0);
    }

    private static ExperimentBuilder day(ExperimentId id, int day) {
        ExperimentBuilder builder = new ExperimentBuilder().named(id.name(), id.salt());
        double wave = 1 + 0.06 * Math.sin(day * 1.7);
        long[] buyers = {Math.round(110 * wave), Math.round((131 + day) / wave)};
        String[] arms = {BLUE, GREEN};
        for (int arm = 0; arm < arms.length; arm++) {
            builder.simple(arms[arm], 790 - buyers[arm], "revenue", 0)
                    .simple(arms[arm], buyers[arm] * 3 / 4, "revenue", 18)
                    .simple(arms[arm], buyers[arm] / 4, "revenue", 47)
                    .simpleValues(arms[arm], buyers[arm], "converted", 1)
                    .simpleValues(arms[arm], 395, "page_views", 6)
                    .simpleValues(arms[arm], 263, "page_views", 4 + arm * 0.02)
                    .simpleValues(arms[arm], 1 + day % 2, "refunds", 1);
        }
        return builder;
    }

    /** Shares are declared equal; so much of the units comes to the first arm. */
    private ExperimentBuilder alarmed(double declared) {
        return plain(ALARMED, "{\"model\":\"old\"}", "{\"model\":\"new\"}", 5_000)
                .units("{\"model\":\"old\"}", MATURED, 640)
                .shares(Map.of("{\"model\":\"old\"}", declared, "{\"model\":\"new\"}", 1 - declared));
    }

    private ExperimentBuilder plain(String name, String control, String treatment, long units) {
        return new ExperimentBuilder()
                .named(name, name)
                .at(now)
                .startingAt(now.minus(Duration.ofDays(5)))
                .metric("clicks", Transform.SUM, Role.PRIMARY, 0)
                .declare(control, control.replaceAll("[{}\"]", ""), true)
                .declare(treatment, treatment.replaceAll("[{}\"]", ""), false)
                .units(control, MATURED, units / 2, "clicks", 1, 0)
                .units(control, MATURED, units / 2, "clicks", 3, 0)
                .units(treatment, MATURED, units / 2, "clicks", 1, 0)
                .units(treatment, MATURED, units / 2, "clicks", 3.1, 0);
    }

    private LedgerStats ledger(Set<Integer> missing, int scale) {
        Instant finalBefore = now.minus(Duration.ofHours(24));
        TopicLedger exposures = scale == 0
                ? TopicLedger.NONE
                : new TopicLedger(
                        52_340, new TreeMap<>(Map.of("first", 31_800L, "repeat", 20_511L, "undecodable", 29L)));
        TopicLedger outcomes = scale == 0
                ? TopicLedger.NONE
                : new TopicLedger(
                        68_112,
                        new TreeMap<>(Map.of(
                                "joined",
                                44_020L,
                                "unexposed",
                                22_000L,
                                "duplicate",
                                1_780L,
                                "late",
                                290L,
                                "retracted",
                                22L)));
        PartitionLedger partition = new PartitionLedger(
                0,
                new AsOf(52_340, 68_112, now, finalBefore),
                now,
                exposures,
                outcomes,
                List.of(
                        new SourceReport("exposures", "shop-1", 30_000, 0, 0, now, 12),
                        new SourceReport("outcomes", "phone-gateway", 22_340, 290, 2, now, -192_000)));
        LossReport.Loss loss = new LossReport.Loss(
                new LossReport.Kind("exposure", "buffer_full", CHECKOUT), 17, now.minusSeconds(5_000), now);
        return new LedgerStats(
                new TreeMap<>(Map.of(0, partition)),
                new TreeSet<>(missing),
                scale == 0 ? List.of() : List.of(loss),
                scale == 0
                        ? List.of()
                        : List.of(new LossReport("018f", "log-producer/0.1.0", "shop-1", List.of(loss))));
    }

    private List<DefinitionStatus> definitions(String name) {
        if (!name.equals(CHECKOUT)) {
            return List.of(new DefinitionStatus(
                    new ExperimentId(name, name),
                    null,
                    new TreeMap<>(Map.of(0, 0)),
                    List.of(),
                    List.of("window"),
                    new TreeSet<>()));
        }
        Map<String, Object> document = Map.of("name", CHECKOUT, "salt", "v3", "window", "14 days");
        return List.of(new DefinitionStatus(
                new ExperimentId(CHECKOUT, "v3"),
                new DefinitionStatus.Newest(2, document),
                new TreeMap<>(Map.of(0, 1)),
                List.of(new DefinitionStatus.Waiting(
                        1, List.of(0), List.of(new DefinitionStatus.Change("window", "7 days", "14 days")))),
                List.of("window"),
                new TreeSet<>()));
    }

    private Explanation explanation(String userid, String eventId) {
        Instant exposed = now.minus(Duration.ofDays(2));
        Explanation.Verdict verdict = new Explanation.Verdict(
                new ExperimentId(CHECKOUT, "v3"),
                userid,
                BLUE,
                exposed,
                "018e",
                exposed.plus(Duration.ofDays(7)),
                true,
                Explanation.Rule.IN_WINDOW,
                "it came after the first exposure and before the window ended");
        Explanation.Found found = new Explanation.Found(
                now.minus(Duration.ofDays(1)), Explanation.Fate.JOINED, 4711, "purchase", 18.0, List.of(verdict));
        return new Explanation(userid, eventId, 0, null, List.of(found), "The outcome counts in one experiment.");
    }
}
