package io.exposures.joiner.definitions.yaml;

import io.exposures.records.ExperimentDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a definition from a tree, and finds all that is wrong with it. */
final class DefinitionParser {

    private static final String NAME = "name";
    private static final String SALT = "salt";
    private static final String START = "start";
    private static final String END = "end";
    private static final String WINDOW = "window";
    private static final String ARM_PARAMS = "arm_params";
    private static final String ALPHA = "alpha";
    private static final String N_STAR = "n_star";

    private static final double DEFAULT_ALPHA = 0.05;
    private static final long DEFAULT_N_STAR = 10_000;
    private static final long GREATEST_N_STAR = 1_000_000_000_000L;

    private final Problems problems = new Problems();

    ExperimentDefinition read(Node tree) throws InvalidDefinitionException {
        Fields root = Fields.of(
                tree,
                "",
                problems,
                NAME,
                SALT,
                START,
                END,
                WINDOW,
                ARM_PARAMS,
                ArmsParser.ARMS,
                EpochsParser.EPOCHS,
                MetricsParser.METRICS,
                ALPHA,
                N_STAR);
        ExperimentDefinition definition = definition(root);
        problems.throwIfAny();
        return definition;
    }

    private ExperimentDefinition definition(Fields root) {
        String name = root.requiredText(NAME).orElse("");
        List<String> armParams = root.texts(ARM_PARAMS);
        ArmsParser arms = new ArmsParser(problems, armParams);
        arms.read(root);
        Optional<Instant> start = root.parsed(START, Times::of);
        return new ExperimentDefinition(
                name,
                root.text(SALT).orElse(name),
                DefinitionYaml.UNNUMBERED,
                root.parsed(WINDOW, Durations::millis).orElse(null),
                start.orElse(null),
                end(root, start),
                armParams,
                arms.arms(),
                new EpochsParser(problems, arms).read(root),
                new MetricsParser(problems).read(root),
                root.number(ALPHA, "a number between 0 and 1", alpha -> alpha > 0 && alpha < 1)
                        .orElse(DEFAULT_ALPHA),
                root.whole(N_STAR, 1, GREATEST_N_STAR).orElse(DEFAULT_N_STAR));
    }

    private static @Nullable Instant end(Fields root, Optional<Instant> start) {
        Optional<Instant> end = root.parsed(END, Times::of);
        if (end.isPresent() && start.isPresent() && !end.get().isAfter(start.get())) {
            root.refuse(END, "expected after start (" + start.get() + "), got " + end.get());
        }
        return end.orElse(null);
    }
}
