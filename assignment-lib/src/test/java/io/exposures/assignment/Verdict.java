package io.exposures.assignment;

import io.exposures.assignment.script.ScriptJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares what came out with what the reference gave, counts, and keeps what differs. */
final class Verdict {
    private static final int MOST_SHOWN = 40;

    private final List<String> differences = new ArrayList<>();
    private int cases;

    /** Something that gives a value or fails. */
    interface Outcome {
        @Nullable
        Object value();
    }

    int cases() {
        return cases;
    }

    /** Counts one more case. */
    void startCase() {
        cases++;
    }

    /** The differences, at most a page of them. */
    List<String> differences() {
        return differences.size() <= MOST_SHOWN ? differences : differences.subList(0, MOST_SHOWN);
    }

    void fail(String what) {
        differences.add(what);
    }

    /** The same values of the same types, floats bit for bit. */
    void expectEqual(String what, @Nullable Object expected, @Nullable Object found) {
        if (!equal(expected, found, 0)) {
            fail(what + ": expected " + ScriptJson.write(expected) + ", found " + ScriptJson.write(found));
        }
    }

    /**
     * The outcome that the tags allow: the expected value, or a failure where one is expected; either where an accident of
     * Python may be refused.
     */
    void expect(String what, VectorCase tagged, boolean fails, @Nullable Object expected, Outcome outcome) {
        Object found;
        try {
            found = outcome.value();
        } catch (AssignmentException e) {
            if (!fails && !tagged.hasTag("pythonism")) {
                fail(what + ": expected " + ScriptJson.write(expected) + ", failed: " + e.getMessage());
            }
            return;
        } catch (RuntimeException | StackOverflowError e) {
            fail(what + ": failed otherwise than with an AssignmentException: " + e);
            return;
        }
        if (fails && !tagged.hasTag("map-needs-salt")) {
            fail(what + ": expected a failure, found " + ScriptJson.write(found));
        }
        if (!fails && !equal(expected, found, tagged.hasTag("exp-ulp") ? 1 : 0)) {
            fail(what + ": expected " + ScriptJson.write(expected) + ", found " + ScriptJson.write(found));
        }
    }

    private static boolean equal(@Nullable Object expected, @Nullable Object found, int ulps) {
        if (expected instanceof List<?> list) {
            return found instanceof List<?> other && listsEqual(list, other, ulps);
        }
        if (expected instanceof Map<?, ?> map) {
            return found instanceof Map<?, ?> other && mapsEqual(map, other, ulps);
        }
        if (expected instanceof Double number && found instanceof Double other) {
            long apart = Math.abs(Double.doubleToLongBits(number) - Double.doubleToLongBits(other));
            return apart <= ulps;
        }
        return expected == null ? found == null : expected.equals(found);
    }

    private static boolean listsEqual(List<?> expected, List<?> found, int ulps) {
        if (expected.size() != found.size()) {
            return false;
        }
        for (int i = 0; i < expected.size(); i++) {
            if (!equal(expected.get(i), found.get(i), ulps)) {
                return false;
            }
        }
        return true;
    }

    private static boolean mapsEqual(Map<?, ?> expected, Map<?, ?> found, int ulps) {
        return expected.keySet().equals(found.keySet())
                && expected.entrySet().stream()
                        .allMatch(entry -> equal(entry.getValue(), found.get(entry.getKey()), ulps));
    }
}
