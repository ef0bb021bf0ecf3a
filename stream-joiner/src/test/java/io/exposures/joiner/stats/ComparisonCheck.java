package io.exposures.joiner.stats;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Compares a {@link Comparison} with the expected fields that several vector files share. */
final class ComparisonCheck {
    private ComparisonCheck() {}

    static void check(CaseCheck check, Comparison actual) {
        checkDifference(check, actual);
        checkInference(check, actual.inference());
        checkLift(check, actual.lift());
        check.equal("reason", code(actual.reason()));
        check.equal("lift_reason", code(actual.lift().reason()));
    }

    private static void checkDifference(CaseCheck check, Comparison actual) {
        JsonNode standardError = check.expected("se");
        check.within("diff", actual.difference(), standardError.isNull() ? 0 : 1e-9 * standardError.doubleValue());
    }

    private static void checkInference(CaseCheck check, @Nullable Inference actual) {
        FixedHorizon fixed = actual == null ? null : actual.fixedHorizon();
        AlwaysValid always = actual == null ? null : actual.alwaysValid();
        check.relative("se", actual == null ? null : actual.standardError());
        check.relative("df", fixed == null ? null : fixed.degreesOfFreedom());
        check.within("t", fixed == null ? null : fixed.t(), atLeastOne(check, "t"));
        check.relative("p_fixed", fixed == null ? null : fixed.pValue());
        check.interval("ci_fixed", fixed == null ? null : fixed.interval(), 1e-7);
        check.interval("cs", always == null ? null : always.interval(), 1e-9);
        check.within("log_e", always == null ? null : always.logE(), atLeastOne(check, "log_e"));
        check.relative("p_always", always == null ? null : always.pValue());
    }

    private static void checkLift(CaseCheck check, Lift actual) {
        double scale = Math.max(
                Math.abs(check.expected("lift").doubleValue()),
                check.expected("lift_se_delta").doubleValue());
        check.within("lift", actual.value(), 1e-9 * scale);
        check.relative("lift_se_delta", actual.standardError());
        check.interval("lift_ci_fixed", actual.fixedHorizon(), 1e-7);
        check.interval("lift_cs", actual.alwaysValid(), 1e-9);
    }

    static double atLeastOne(CaseCheck check, String field) {
        return 1e-9 * Math.max(1, Math.abs(check.expected(field).doubleValue()));
    }

    static @Nullable String code(@Nullable Reason reason) {
        return reason == null ? null : reason.code();
    }
}
