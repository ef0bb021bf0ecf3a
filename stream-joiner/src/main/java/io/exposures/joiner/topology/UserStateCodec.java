package io.exposures.joiner.topology;

import io.exposures.joiner.join.ArmsSeen;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.FirstExposure;
import io.exposures.joiner.join.Quota;
import io.exposures.joiner.join.StoredMap;
import io.exposures.joiner.join.Total;
import io.exposures.joiner.join.Totals;
import io.exposures.joiner.join.UnitKey;
import io.exposures.joiner.join.UnitState;
import io.exposures.joiner.join.UserState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The stored form of a user's state. What repeats (a unit that is the userid, a single arm) takes no room. */
final class UserStateCodec {

    private static final int VERSION = 1;
    private static final int UNIT_IS_USERID = 1;
    private static final int SALT_IS_NAME = 2;
    private static final int ONE_ARM = 4;
    private static final int TRUNCATED = 8;

    private UserStateCodec() {}

    static byte[] encode(String userid, UserState user) {
        StateWriter out = new StateWriter().number(VERSION);
        encode(out, user.newUnits());
        encode(out, user.newOutcomes());
        out.number(user.units().size());
        user.units().forEach((key, unit) -> encode(out, userid, key, unit));
        return out.toBytes();
    }

    static UserState decode(String userid, byte[] bytes) {
        StateReader in = new StateReader(bytes).version(VERSION, "user");
        Quota newUnits = decodeQuota(in);
        Quota newOutcomes = decodeQuota(in);
        int size = in.size();
        Map<UnitKey, UnitState> units = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            decodeUnit(in, userid, units);
        }
        return new UserState(units, newUnits, newOutcomes);
    }

    private static void encode(StateWriter out, Quota quota) {
        out.number(quota.hour()).number(quota.used());
    }

    private static Quota decodeQuota(StateReader in) {
        return new Quota(in.number(), in.size());
    }

    private static void encode(StateWriter out, String userid, UnitKey key, UnitState unit) {
        boolean unitIsUserid = key.unit().equals(userid);
        boolean saltIsName = key.experiment().salt().equals(key.experiment().name());
        boolean oneArm = !unit.arms().crossover();
        out.number((unitIsUserid ? UNIT_IS_USERID : 0)
                | (saltIsName ? SALT_IS_NAME : 0)
                | (oneArm ? ONE_ARM : 0)
                | (unit.arms().truncated() ? TRUNCATED : 0));
        out.text(key.experiment().name());
        if (!saltIsName) {
            out.text(key.experiment().salt());
        }
        if (!unitIsUserid) {
            out.text(key.unit());
        }
        encode(out, unit.first());
        if (!oneArm) {
            out.texts(unit.arms().arms());
        }
        encode(out, unit.totals());
    }

    private static void decodeUnit(StateReader in, String userid, Map<UnitKey, UnitState> units) {
        long flags = in.number();
        String name = in.text();
        String salt = (flags & SALT_IS_NAME) != 0 ? name : in.text();
        String unit = (flags & UNIT_IS_USERID) != 0 ? userid : in.text();
        FirstExposure first = new FirstExposure(in.number(), in.text(), in.text(), StoredMap.of(in.bytes()));
        List<String> arms = (flags & ONE_ARM) != 0 ? List.of(first.arm()) : in.texts();
        ArmsSeen seen = new ArmsSeen(new ArrayList<>(arms), (flags & TRUNCATED) != 0);
        units.put(new UnitKey(new ExperimentId(name, salt), unit), new UnitState(first, seen, decodeTotals(in)));
    }

    private static void encode(StateWriter out, FirstExposure first) {
        out.number(first.time())
                .text(first.arm())
                .text(first.exposureId())
                .bytes(first.params().bytes());
    }

    private static void encode(StateWriter out, Totals totals) {
        out.number(totals.byMetric().size());
        totals.byMetric()
                .forEach((metric, total) ->
                        out.text(metric).number(total.count()).whole(total.sum()));
    }

    private static Totals decodeTotals(StateReader in) {
        int size = in.size();
        if (size == 0) {
            return Totals.NONE;
        }
        Map<String, Total> totals = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            totals.put(in.text(), new Total(in.number(), in.whole()));
        }
        return new Totals(totals);
    }
}
