package io.exposures.joiner.definitions.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.records.ExperimentDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Random definitions survive being written and read; random texts give a definition or clear mistakes, never a crash. */
class DefinitionYamlFuzzerTest {

    private static final int RUNS = Integer.getInteger("fuzz.yaml.runs", 10_000);
    private static final long SEED = Long.getLong("fuzz.seed", 1);

    /** Pieces that mean something in YAML or in a definition. */
    private static final List<String> PIECES = List.of(
            ":",
            ": ",
            "- ",
            "\n",
            "\n  ",
            "\n    ",
            "\t",
            "#",
            "[",
            "]",
            "{",
            "}",
            ",",
            "&a ",
            "*a",
            "!!int ",
            "!!str ",
            "!x ",
            "!!map ",
            "!!seq ",
            "!",
            "|\n",
            ">-\n",
            "'",
            "\"",
            "\\u",
            "\\uD800",
            "? ",
            "---\n",
            "...\n",
            "%YAML 1.2\n---\n",
            "%TAG ! x\n",
            "<<: ",
            "~",
            "null",
            "true",
            ".nan",
            "-.inf",
            "1e999999999",
            "0x1F",
            "999999999999999999999",
            "name: ",
            "arms: ",
            "params: ",
            "metrics: ",
            "epochs: ",
            "shares: ",
            "window: ",
            "P7D",
            "start: ",
            "2026-01-01",
            "${A}",
            "\u0000",
            "\u0085",
            "\ufeff",
            "\ud83d\ude00",
            "\ud800",
            "\uffff");

    private final String example;

    DefinitionYamlFuzzerTest() throws IOException {
        example = Files.readString(Path.of("../docs/examples/checkout.yaml"));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws InvalidDefinitionException {
        for (long seed = SEED; seed < SEED + RUNS / 4; seed++) {
            ExperimentDefinition definition = new RandomDefinitions(seed).next();
            String text = DefinitionYaml.write(definition);
            assertThat(read(text, seed)).as("seed %d:%n%s", seed, text).isEqualTo(definition);
        }
    }

    @Test
    void everyTextGivesADefinitionOrClearMistakes() {
        int definitions = 0;
        for (long seed = SEED; seed < SEED + RUNS; seed++) {
            Random random = new Random(seed);
            String text = random.nextInt(4) == 0 ? noise(random) : mutated(random);
            definitions += isDefinition(text, seed) ? 1 : 0;
        }
        assertThat(definitions).as("some mutations do no harm").isBetween(1, RUNS - 1);
    }

    private static ExperimentDefinition read(String text, long seed) throws InvalidDefinitionException {
        try {
            return DefinitionYaml.read(text);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("seed " + seed + ": " + e + "\n" + text, e);
        }
    }

    private static boolean isDefinition(String text, long seed) {
        try {
            read(DefinitionYaml.write(read(text, seed)), seed);
            return true;
        } catch (InvalidDefinitionException e) {
            long lines = text.lines().count()
                    + text.chars().filter(c -> c == '\r' || c > 127).count()
                    + 1;
            assertThat(e.problems()).as("seed %d:%n%s", seed, text).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.line()).isBetween(1, (int) lines + 1);
                assertThat(problem.column()).isPositive();
                assertThat(problem.message()).isNotBlank().doesNotContain("null pointer", "\n");
            });
            return false;
        }
    }

    private static String noise(Random random) {
        if (random.nextBoolean()) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            return new String(bytes, random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        }
        return random.ints(random.nextInt(40), 0, PIECES.size())
                .mapToObj(PIECES::get)
                .collect(Collectors.joining());
    }

    private String mutated(Random random) {
        StringBuilder text = new StringBuilder(example);
        for (int i = 0; i <= random.nextInt(4); i++) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
                default -> text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return text.toString();
    }
}
