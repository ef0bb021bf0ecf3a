package io.exposures.joiner.topology;

import io.exposures.joiner.join.ArmsSeen;
import io.exposures.joiner.join.Arrival;
import io.exposures.joiner.join.DailyTotal;
import io.exposures.joiner.join.DailyTotals;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.FirstExposure;
import io.exposures.joiner.join.Quota;
import io.exposures.joiner.join.Series;
import io.exposures.joiner.join.StoredMap;
import io.exposures.joiner.join.Total;
import io.exposures.joiner.join.Totals;
import io.exposures.joiner.join.UnitKey;
import io.exposures.joiner.join.UnitState;
import io.exposures.joiner.join.UserState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The stored form of a user. What repeats (a unit that is the userid, a single arm) takes no room. Not thread-safe.
 */
final class UserStateCodec {

    private static final int VERSION = 3;
    private static final int PLAIN = 0;
    private static final int SPILLED = 1;
    private static final int UNIT_IS_USERID = 1;
    private static final int SALT_IS_NAME = 2;
    private static final int ONE_ARM = 4;
    private static final int TRUNCATED = 8;
    private static final int ARRIVED_ELSEWHERE = 16;
    private static final int LATER_EPOCH = 32;
    private static final int SCALE_BITS = 4;
    private static final int SCALE_MASK = (1 << SCALE_BITS) - 1;

    private final StateWriter writer = new StateWriter();

    byte[] encode(String userid, StoredUser stored) {
        UserState user = stored.state();
        StateWriter out = writer.clear().number(VERSION);
        encode(out, user.newUnits());
        encode(out, user.newOutcomes());
        out.number(user.units().size());
        user.units().forEach((key, unit) -> encode(out, userid, key, unit));
        encode(out, user.days());
        if (stored.spilledTo() == StoredUser.NOTHING_SPILLED) {
            out.number(PLAIN);
        } else {
            out.number(SPILLED).number(stored.spilledTo());
        }
        return out.bytes(stored.outcomes().bytes()).toBytes();
    }

    StoredUser decode(String userid, ByteBuffer bytes) {
        StateReader in = new StateReader(bytes).version(VERSION, "user");
        Quota newUnits = decodeQuota(in);
        Quota newOutcomes = decodeQuota(in);
        int size = in.size();
        SortedMap<UnitKey, UnitState> units = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            decodeUnit(in, userid, units);
        }
        UserState state = new UserState(units, newUnits, newOutcomes, decodeDays(in));
        long spilledTo = in.number() == PLAIN ? StoredUser.NOTHING_SPILLED : in.number();
        return new StoredUser(state, OutcomeBlock.of(in.bytes()), spilledTo);
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
        boolean arrivedElsewhere = !unit.arrival().arm().equals(unit.first().arm());
        boolean laterEpoch = unit.arrival().epoch() != 0;
        out.number((unitIsUserid ? UNIT_IS_USERID : 0)
                | (saltIsName ? SALT_IS_NAME : 0)
                | (oneArm ? ONE_ARM : 0)
                | (unit.arms().truncated() ? TRUNCATED : 0)
                | (arrivedElsewhere ? ARRIVED_ELSEWHERE : 0)
                | (laterEpoch ? LATER_EPOCH : 0));
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
        if (arrivedElsewhere) {
            out.text(unit.arrival().arm());
        }
        if (laterEpoch) {
            out.number(unit.arrival().epoch());
        }
        encode(out, unit.totals());
    }

    private void decodeUnit(StateReader in, String userid, Map<UnitKey, UnitState> units) {
        long flags = in.number();
        String name = in.text();
        ExperimentId experiment = new ExperimentId(name, (flags & SALT_IS_NAME) != 0 ? name : in.text());
        String unit = (flags & UNIT_IS_USERID) != 0 ? userid : in.text();
        FirstExposure first = new FirstExposure(in.number(), in.text(), in.id(), StoredMap.of(in.bytes()));
        List<String> arms = (flags & ONE_ARM) != 0 ? List.of(first.arm()) : in.texts();
        ArmsSeen seen = new ArmsSeen(arms, (flags & TRUNCATED) != 0);
        Arrival arrival = new Arrival(
                (flags & ARRIVED_ELSEWHERE) != 0 ? in.text() : first.arm(), (flags & LATER_EPOCH) != 0 ? in.size() : 0);
        UnitState state = new UnitState(first, seen, decodeTotals(in), arrival);
        units.put(new UnitKey(experiment, unit), state);
    }

    private static void encode(StateWriter out, FirstExposure first) {
        out.number(first.time())
                .text(first.arm())
                .id(first.exposureId())
                .bytes(first.params().bytes());
    }

    private static void encode(StateWriter out, Totals totals) {
        out.number(totals.bySeries().size());
        totals.bySeries().forEach((series, total) -> {
            out.text(series.event()).number(series.scale() | (long) series.lookback() << SCALE_BITS);
            encode(out, total);
        });
    }

    private Totals decodeTotals(StateReader in) {
        int size = in.size();
        if (size == 0) {
            return Totals.NONE;
        }
        SortedMap<Series, Total> totals = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            String event = in.text();
            int scaleAndLookback = in.size();
            Series series = new Series(event, scaleAndLookback & SCALE_MASK, scaleAndLookback >> SCALE_BITS);
            totals.put(series, decodeTotal(in));
        }
        return new Totals(totals);
    }

    private static void encode(StateWriter out, Total total) {
        out.number(total.count()).number(total.high()).number(total.low());
    }

    private static Total decodeTotal(StateReader in) {
        return new Total(in.number(), in.number(), in.number());
    }

    /** Each name once, then by day: days since the entry before, number of the name, total. */
    private static void encode(StateWriter out, DailyTotals days) {
        List<String> names = new ArrayList<>();
        for (DailyTotal entry : days.entries()) {
            if (!names.contains(entry.event())) {
                names.add(entry.event());
            }
        }
        out.texts(names).number(days.entries().size());
        long day = 0;
        for (DailyTotal entry : days.entries()) {
            out.number(entry.day() - day).number(names.indexOf(entry.event()));
            encode(out, entry.total());
            day = entry.day();
        }
    }

    private DailyTotals decodeDays(StateReader in) {
        List<String> names = in.texts();
        int size = in.size();
        List<DailyTotal> entries = new ArrayList<>(size);
        long day = 0;
        for (int i = 0; i < size; i++) {
            day += in.number();
            entries.add(new DailyTotal(day, names.get(in.size()), decodeTotal(in)));
        }
        return size == 0 ? DailyTotals.NONE : new DailyTotals(entries);
    }
}
