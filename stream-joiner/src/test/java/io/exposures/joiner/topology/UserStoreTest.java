package io.exposures.joiner.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exposures.joiner.join.BufferedOutcome;
import io.exposures.joiner.join.StoredMap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

/** What is in memory, what is written, and when. */
class UserStoreTest {

    private final KeyValueStore<Bytes, byte[]> below = SnapshotReads.store("users");

    private UserStore open(int users) {
        UserStore store = new UserStore(below, new CacheBudget(2), 1024, users);
        store.load();
        return store;
    }

    private static StoredUser with(String eventId) {
        return StoredUser.NONE.with(OutcomeBlock.EMPTY.with(outcome(1, eventId)));
    }

    private static BufferedOutcome outcome(long time, String eventId) {
        var content = new BufferedOutcome.Content("view", "view", 2.5, StoredMap.EMPTY);
        return new BufferedOutcome(time, eventId, BufferedOutcome.Fate.LIVE, content, 7);
    }

    private List<String> written() {
        List<String> userids = new ArrayList<>();
        try (var all = below.all()) {
            all.forEachRemaining(entry -> userids.add(UserStore.userid(entry.key)));
        }
        return userids;
    }

    @Test
    void nothingIsWrittenBeforeTheCommit() {
        UserStore store = open(10);

        store.put("ann", with("e1"));

        assertThat(written()).isEmpty();
        assertThat(store.get("ann")).isEqualTo(with("e1"));
        assertThat(store.committed("ann")).isEqualTo(StoredUser.NONE);
    }

    @Test
    void theCommitWritesWhatHasChanged() {
        UserStore store = open(10);
        store.put("ann", with("e1"));
        store.put("bob", with("e2"));

        store.flushCache();

        assertThat(written()).containsExactly("ann", "bob");
        assertThat(store.committed("bob")).isEqualTo(with("e2"));
    }

    @Test
    void whoDidNotChangeSinceIsNotWrittenAgain() {
        UserStore store = open(10);
        store.put("ann", with("e1"));
        store.flushCache();
        below.delete(Bytes.wrap("ann".getBytes(StandardCharsets.UTF_8)));

        store.flushCache();

        assertThat(written()).isEmpty();
    }

    @Test
    void aChangeIsWrittenBeforeItLeavesTheMemory() {
        UserStore store = open(2);
        store.put("ann", with("e1"));
        store.get("bob");
        store.get("cid");

        assertThat(store.get("ann")).isEqualTo(with("e1"));
        assertThat(written()).containsExactly("ann");
    }

    @Test
    void whatWasWrittenStaysInMemory() {
        UserStore store = open(10);
        store.put("ann", with("e1"));
        store.flushCache();
        below.delete(Bytes.wrap("ann".getBytes(StandardCharsets.UTF_8)));

        assertThat(store.get("ann")).isEqualTo(with("e1"));
    }

    @Test
    void aStartForgetsWhatWasNotWritten() {
        UserStore store = open(10);
        store.put("ann", with("e1"));
        store.flushCache();
        store.put("ann", with("e2"));

        store.clearCache();

        assertThat(store.get("ann")).isEqualTo(with("e1"));
        store.flushCache();
        assertThat(store.committed("ann")).isEqualTo(with("e1"));
    }

    @Test
    void aForgottenUserIsDeleted() {
        UserStore store = open(10);
        store.put("ann", with("e1"));
        store.flushCache();

        store.put("ann", StoredUser.NONE);
        store.flushCache();

        assertThat(written()).isEmpty();
        assertThat(store.get("ann")).isEqualTo(StoredUser.NONE);
    }

    @Test
    void aWalkMeetsEachAsItIsNow() {
        UserStore store = open(10);
        store.put("ann", with("e1"));
        store.put("bob", with("e2"));
        store.flushCache();
        store.put("ann", with("e3"));
        List<KeyValue<String, StoredUser>> met = new ArrayList<>();

        Bytes next = store.walk(null, 1, (userid, user) -> met.add(KeyValue.pair(userid, user)));
        Bytes end = store.walk(next, 5, (userid, user) -> met.add(KeyValue.pair(userid, user)));

        assertThat(met).containsExactly(KeyValue.pair("ann", with("e3")), KeyValue.pair("bob", with("e2")));
        assertThat(end).isNull();
    }

    @Test
    void partitionsShareTheMemory() {
        CacheBudget budget = new CacheBudget(9);
        budget.join();
        budget.join();
        assertThat(budget.share()).isEqualTo(4);

        budget.leave();

        assertThat(budget.share()).isEqualTo(9);
    }

    /** A visitor's change may write everything; whoever comes later on the way must be met as it is now, not as it was. */
    @Test
    void whoIsWrittenDuringAWalkIsMetAsItIsNow() {
        UserStore store = open(2);
        for (String userid : List.of("ann", "bob", "cid", "zoe")) {
            store.put(userid, with("old"));
        }
        store.flushCache();
        store.put("zoe", with("new"));
        List<StoredUser> met = new ArrayList<>();

        store.walk(null, 100, (userid, user) -> {
            met.add(user);
            if (!userid.equals("zoe")) {
                store.put(userid, with("changed"));
            }
        });

        assertThat(met).containsExactly(with("old"), with("old"), with("old"), with("new"));
    }

    /** What no message can hold lies in pieces, each of which one can. */
    @Test
    void aUserOfAnySizeIsStoredAndReadAgain() {
        StoredUser large = withExtraDataOf(3 * LargeValues.PIECE_BYTES);
        UserStore store = open(10);
        store.put("ann", large);
        store.put("zoe", with("e1"));
        store.flushCache();

        assertThat(sizes()).allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(LargeValues.PIECE_BYTES));
        UserStore again = open(10);
        assertThat(again.get("ann")).isEqualTo(large);
        assertThat(again.committed("ann")).isEqualTo(large);
        assertThat(walked(again)).containsExactly("ann", "zoe");
        try (var all = again.all()) {
            assertThat(all.next().value).hasSizeGreaterThan(3 * LargeValues.PIECE_BYTES);
            assertThat(UserStore.userid(all.next().key)).isEqualTo("zoe");
            assertThat(all.hasNext()).isFalse();
        }
    }

    @Test
    void piecesGoWhenTheUserShrinksOrGoes() {
        UserStore store = open(10);
        store.put("ann", withExtraDataOf(2 * LargeValues.PIECE_BYTES));
        store.put("bob", withExtraDataOf(2 * LargeValues.PIECE_BYTES));
        store.flushCache();
        store.put("ann", with("e1"));
        store.put("bob", StoredUser.NONE);
        store.flushCache();

        assertThat(written()).containsExactly("ann");
        assertThat(open(10).get("ann")).isEqualTo(with("e1"));
    }

    @Test
    void piecesThatDoNotFitTogetherAreNotTakenForAUser() {
        UserStore store = open(10);
        store.put("ann", withExtraDataOf(2 * LargeValues.PIECE_BYTES));
        store.flushCache();
        Bytes piece;
        try (var pieces = below.range(LargeValues.PIECES, null)) {
            piece = pieces.next().key;
        }
        byte[] bytes = below.get(piece).clone();
        bytes[1_000]++;
        below.put(piece, bytes);

        assertThatThrownBy(() -> store.committed("ann")).isInstanceOf(InvalidStateStoreException.class);
    }

    private static StoredUser withExtraDataOf(int bytes) {
        OutcomeBlock outcomes = OutcomeBlock.EMPTY;
        byte[] extra = new byte[bytes / 20];
        for (int i = 0; i < 21; i++) {
            extra[i] = (byte) i;
            var content = new BufferedOutcome.Content("view", "view", 2.5, StoredMap.of(extra.clone()));
            outcomes = outcomes.with(new BufferedOutcome(i, "e" + i, BufferedOutcome.Fate.LIVE, content, 7));
        }
        return StoredUser.NONE.with(outcomes);
    }

    private List<Integer> sizes() {
        List<Integer> sizes = new ArrayList<>();
        try (var all = below.all()) {
            all.forEachRemaining(entry -> sizes.add(entry.value.length));
        }
        return sizes;
    }

    private static List<String> walked(UserStore store) {
        List<String> userids = new ArrayList<>();
        store.walk(null, 100, (userid, user) -> userids.add(userid));
        return userids;
    }
}
