package io.exposures.joiner.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exposures.joiner.definitions.yaml.DefinitionYaml;
import io.exposures.joiner.definitions.yaml.InvalidDefinitionException;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.query.AsOf;
import io.exposures.joiner.query.DefinitionStatus;
import io.exposures.joiner.query.DefinitionStatus.Change;
import io.exposures.joiner.query.DefinitionStatus.Waiting;
import io.exposures.joiner.query.MergedStats;
import io.exposures.joiner.query.NotReadyException;
import io.exposures.joiner.query.PartitionSummary;
import io.exposures.joiner.query.Reading;
import io.exposures.joiner.query.Snapshots;
import io.exposures.records.ExperimentDefinition;
import io.exposures.schemas.serde.TrustedRecords;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DefinitionAnswersTest {

    private static final ExperimentId BUTTON = new ExperimentId("button", "v1");

    @BeforeAll
    static void trustRecords() {
        TrustedRecords.trust();
    }

    private final NewestDefinitions definitions = new NewestDefinitions(Duration.ofDays(7), 14);
    private final Snapshots snapshots = new Snapshots();
    private boolean caughtUp = true;
    private final DefinitionAnswers answers = new DefinitionAnswers(
            definitions,
            snapshots,
            new MergedStats(snapshots, () -> true, id -> Optional.empty(), userid -> Optional.empty(), 2),
            () -> caughtUp);

    private static ExperimentDefinition definition(int version, String more) {
        try {
            ExperimentDefinition read = DefinitionYaml.read("name: button\nsalt: v1\n" + more);
            return ExperimentDefinition.newBuilder(read).setVersion(version).build();
        } catch (InvalidDefinitionException e) {
            throw new AssertionError(e);
        }
    }

    /** Binds what is newest, as the first exposure does. */
    private void bind(int partition) {
        ExperimentDefinition bound = BoundRecords.toRecord(BUTTON, definitions.newest(BUTTON));
        snapshots.put(new PartitionSummary(
                BUTTON, partition, new AsOf(1, 1, null, null), Map.of(), null, new Reading(bound, null), Map.of()));
    }

    private DefinitionStatus only() {
        List<DefinitionStatus> all = answers.definitions("button");
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void aChangeOfABoundFieldWaitsWhereAnEarlierVersionIsBound() {
        definitions.put(BUTTON, definition(1, "window: 7 days"));
        bind(0);
        definitions.put(BUTTON, definition(2, "window: 14 days"));
        bind(1);
        DefinitionStatus status = only();
        assertThat(status.bound()).containsExactlyInAnyOrderEntriesOf(Map.of(0, 1, 1, 2));
        assertThat(status.waiting())
                .containsExactly(new Waiting(1, List.of(0), List.of(new Change("window", "7 days", "14 days"))));
        assertThat(status.missing()).isEmpty();
    }

    @Test
    void aChangeThatIsFollowedWaitsForNothing() {
        String arms = "arms: [{params: {c: 1}, control: true, share: %s}]";
        definitions.put(BUTTON, definition(1, arms.formatted("1")));
        bind(0);
        definitions.put(BUTTON, definition(2, arms.formatted("2")));
        assertThat(only().waiting()).isEmpty();
        assertThat(only().newest())
                .isNotNull()
                .satisfies(newest -> assertThat(newest.version()).isEqualTo(2));
    }

    @Test
    void whatWasBoundWithoutADefinitionIsComparedWithTheDefaults() {
        bind(0);
        definitions.put(BUTTON, definition(1, "end: 2026-03-01"));
        assertThat(only().waiting())
                .containsExactly(new Waiting(0, List.of(0), List.of(new Change("end", null, "2026-03-01T00:00:00Z"))));
    }

    @Test
    void aDeletedDefinitionStaysBound() {
        definitions.put(BUTTON, definition(1, "window: 3 days"));
        bind(0);
        definitions.put(BUTTON, null);
        assertThat(only().newest()).isNull();
        assertThat(only().waiting())
                .containsExactly(new Waiting(1, List.of(0), List.of(new Change("window", "3 days", "7 days"))));
    }

    /** Versions start again at 1 when a definition has been deleted and nobody remembers it. */
    @Test
    void anotherDefinitionOfTheSameVersionIsSeen() {
        definitions.put(BUTTON, definition(1, "window: 3 days"));
        bind(0);
        definitions.put(BUTTON, definition(1, "window: 4 days"));
        assertThat(only().waiting())
                .containsExactly(new Waiting(1, List.of(0), List.of(new Change("window", "3 days", "4 days"))));
    }

    @Test
    void anExperimentThatHasNotBegunIsBoundNowhere() {
        definitions.put(BUTTON, definition(1, ""));
        assertThat(only().bound()).isEmpty();
        assertThat(only().missing()).containsExactly(0, 1);
    }

    @Test
    void definedAndRunSaltsAreBothThere() {
        definitions.put(new ExperimentId("button", "v2"), definition(1, ""));
        bind(0);
        assertThat(answers.definitions("button"))
                .extracting(status -> status.id().salt())
                .containsExactly("v1", "v2");
        assertThat(answers.definitions("hat")).isEmpty();
    }

    @Test
    void nothingIsSaidBeforeAllDefinitionsAreRead() {
        caughtUp = false;
        assertThatThrownBy(() -> answers.definitions("button")).isInstanceOf(NotReadyException.class);
    }
}
