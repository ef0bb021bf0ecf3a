package io.exposures.assignment.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exposures.assignment.catalog.ExperimentCatalog;
import io.exposures.assignment.language.PlanOut;
import io.exposures.assignment.language.SyntaxException;
import io.exposures.assignment.script.Script;
import io.exposures.assignment.script.ScriptJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What {@code docs/PLANOUT.md} shows is so. Its blocks follow each other: a {@code planout} block that names an experiment
 * and inputs is followed by the {@code json} that they give, a {@code planout-error} block by the {@code text} of the
 * errors. Java is compiled and run by {@link PlanOutSnippetsTest}.
 */
class PlanOutDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/PLANOUT.md");
    private static final Path SNIPPETS =
            Path.of("src/test/java/io/exposures/assignment/documentation/PlanOutSnippetsTest.java");

    private static final Pattern BLOCK =
            Pattern.compile("^ *```(\\S+) ?([^\\n]*)\\n(.*?)^ *```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern UNIT = Pattern.compile("experiment=(\\S+) inputs=(.+)");

    private record Block(String language, String settings, String content) {}

    @Test
    void scriptsGiveTheParametersShown() throws IOException {
        List<Block> blocks = blocks();
        int shown = 0;
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).language().equals("planout")) {
                checkParameters(blocks.get(i), blocks.get(i + 1));
                shown++;
            }
        }
        assertThat(shown).isEqualTo(2);
    }

    @Test
    void mistakesGiveTheErrorsShown() throws IOException {
        List<Block> blocks = blocks();
        List<Block> mistakes = blocks.stream()
                .filter(block -> block.language().equals("planout-error"))
                .toList();
        assertThat(mistakes).hasSize(1).allSatisfy(mistake -> {
            Block errors = blocks.get(blocks.indexOf(mistake) + 1);
            assertThatThrownBy(() -> PlanOut.compile(mistake.content()))
                    .isInstanceOf(SyntaxException.class)
                    .hasMessage(errors.content().strip());
        });
    }

    @Test
    void javaIsThatOfTheSnippets() throws IOException {
        String snippets = withoutSpace(Files.readString(SNIPPETS));
        assertThat(blocks())
                .filteredOn(block -> block.language().equals("java"))
                .hasSize(7)
                .allSatisfy(block -> assertThat(snippets).contains(withoutSpace(block.content())));
    }

    @Test
    void theCatalogIsRead() throws IOException {
        List<Block> catalogs = blocks().stream()
                .filter(block -> block.settings().equals("catalog"))
                .toList();
        assertThat(catalogs).hasSize(1);
        ExperimentCatalog catalog = ExperimentCatalog.parse(catalogs.get(0).content());
        assertThat(catalog.experiments()).containsOnlyKeys("checkout");
        assertThat(catalog.namespace("shop").segmentMap()).isEqualTo(Map.of("imported", List.of(4, 17, 256)));
    }

    @Test
    void surprisesAreAsTheTableSays() {
        assertThat(PlanOut.compile("x = a || b && c;")).isEqualTo(PlanOut.compile("x = (a || b) && c;"));
        assertThat(PlanOut.compile("x<-1;")).isEqualTo(PlanOut.compile("x = 1;"));
        assertThat(PlanOut.compile("x = -a % b;")).isEqualTo(PlanOut.compile("x = -(a % b);"));
        assertThat(params("x = \"a\\n\"; y = length(x); z = 1.0; big = 12345678901234567890; f = 4/1;"))
                .isEqualTo(Map.of(
                        "x", "a\\n", "y", 3L, "z", 1L, "big", ScriptJson.parse("12345678901234567000"), "f", 4.0));
        assertThat(params("list = [3, 1]; x = min(values=list);")).containsEntry("x", 1L);
        List.of("x = sum([1, 2]);", "x = 1 + uniformChoice(choices=[1, 2], unit=1);", "switch { true => return 1; }")
                .forEach(failing -> assertThatThrownBy(() -> params(failing)).isInstanceOf(RuntimeException.class));
        assertThatThrownBy(() -> PlanOut.compile("if (a) return true;")).isInstanceOf(SyntaxException.class);
    }

    private static Map<String, @Nullable Object> params(String source) {
        return Script.fromSource(source).evaluate("salt", Map.of(), Map.of()).params();
    }

    private static void checkParameters(Block script, Block params) {
        Matcher unit = UNIT.matcher(script.settings());
        assertThat(unit.matches()).as(script.settings()).isTrue();
        Map<?, ?> inputs = (Map<?, ?>) Objects.requireNonNull(ScriptJson.parse(unit.group(2)));
        assertThat(params.language()).isEqualTo("json");
        assertThat(ScriptJson.write(Script.fromSource(script.content())
                        .evaluate(
                                unit.group(1), Map.of("userid", Objects.requireNonNull(inputs.get("userid"))), Map.of())
                        .params()))
                .isEqualTo(ScriptJson.write(ScriptJson.parse(params.content())));
    }

    private static List<Block> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(DOCUMENT))
                .results()
                .map(block -> new Block(block.group(1), block.group(2), block.group(3)))
                .toList();
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}
