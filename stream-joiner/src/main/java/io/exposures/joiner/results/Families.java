package io.exposures.joiner.results;

import io.exposures.joiner.query.SliceFilter;
import io.exposures.joiner.stats.Level;
import io.exposures.joiner.stats.Multiplicity;
import io.exposures.records.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds among several comparisons together: primaries share their level, e-BH chooses among the secondary ones, and
 * a guardrail stands alone. Only matured units decide.
 */
final class Families {

    private final boolean matured;
    private final Level level;
    private final Map<Role, List<Member>> members = new EnumMap<>(Role.class);
    private final Map<ResultsAnswer.MetricAndArm, Adjusted> adjusted = new HashMap<>();
    private final Set<ResultsAnswer.MetricAndArm> chosen = new LinkedHashSet<>();

    private record Member(ResultsAnswer.MetricAndArm key, MetricResults.Compared compared) {}

    /** A comparison's p-value after two corrections, over all comparisons of metrics with the same role. */
    private record Adjusted(double holm, double benjaminiHochberg) {}

    Families(List<MetricResults> metrics, SliceFilter.View view, Level level) {
        this.matured = view == SliceFilter.View.MATURED;
        this.level = level;
        for (MetricResults metric : metrics) {
            metric.compared()
                    .forEach(one -> members.computeIfAbsent(metric.metric().role(), role -> new ArrayList<>())
                            .add(new Member(key(metric, one), one)));
        }
        members.values().forEach(this::adjust);
        choose();
    }

    private static ResultsAnswer.MetricAndArm key(MetricResults metric, MetricResults.Compared one) {
        return new ResultsAnswer.MetricAndArm(metric.metric().name(), one.arm());
    }

    private void adjust(List<Member> family) {
        double[] p = family.stream().mapToDouble(m -> m.compared().pValue()).toArray();
        double[] holm = Multiplicity.holm(p);
        double[] benjaminiHochberg = Multiplicity.benjaminiHochberg(p);
        for (int i = 0; i < p.length; i++) {
            if (family.get(i).compared().deciding().comparison().inference() != null) {
                adjusted.put(family.get(i).key(), new Adjusted(holm[i], benjaminiHochberg[i]));
            }
        }
    }

    private void choose() {
        List<Member> family = secondary();
        double[] logE =
                family.stream().mapToDouble(m -> m.compared().usableLogE()).toArray();
        Arrays.stream(Multiplicity.eBh(logE, level.alpha()))
                .forEach(i -> chosen.add(family.get(i).key()));
    }

    private List<Member> secondary() {
        return members.getOrDefault(Role.SECONDARY, List.of());
    }

    /** Whether a comparison may be called significant; null where nothing may be. */
    @Nullable
    Boolean significant(MetricResults metric, MetricResults.Compared one) {
        if (!matured) {
            return null;
        }
        return metric.metric().role() == Role.SECONDARY ? chosen.contains(key(metric, one)) : metric.isSignificant(one);
    }

    /** Why nothing may be called significant; null where something may be. */
    @Nullable
    String reason() {
        return matured ? null : "only_matured_units_decide";
    }

    @Nullable
    Double holm(MetricResults metric, MetricResults.Compared one) {
        Adjusted both = adjusted.get(key(metric, one));
        return both == null ? null : both.holm();
    }

    @Nullable
    Double benjaminiHochberg(MetricResults metric, MetricResults.Compared one) {
        Adjusted both = adjusted.get(key(metric, one));
        return both == null ? null : both.benjaminiHochberg();
    }

    ResultsAnswer.Secondary answer() {
        List<ResultsAnswer.MetricAndArm> rejected = matured ? List.copyOf(chosen) : null;
        return new ResultsAnswer.Secondary(secondary().size(), level.alpha(), rejected, reason());
    }
}
