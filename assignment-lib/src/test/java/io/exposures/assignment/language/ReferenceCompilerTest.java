package io.exposures.assignment.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.exposures.assignment.script.ScriptJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Compares with what the reference compiler made of the same sources. */
class ReferenceCompilerTest {

    @TestFactory
    Stream<DynamicTest> sourcesCompileToTheReferencesJsonOrAreRefused() throws IOException {
        return scripts().stream().map(script -> dynamicTest(String.valueOf(script.get("id")), () -> check(script)));
    }

    private static void check(Map<?, ?> script) {
        String source = (String) Objects.requireNonNull(script.get("src"));
        boolean onlyRefusedThere = script.get("tags") instanceof List<?> tags && tags.contains("crlf");
        if (script.containsKey("compile_error") && !onlyRefusedThere) {
            assertThatThrownBy(() -> PlanOut.compile(source)).isInstanceOf(SyntaxException.class);
        } else if (!onlyRefusedThere) {
            assertThat(ScriptJson.write(PlanOut.compile(source))).isEqualTo(ScriptJson.write(script.get("json")));
        }
    }

    private static List<Map<?, ?>> scripts() throws IOException {
        try (InputStream file = Objects.requireNonNull(
                ReferenceCompilerTest.class.getResourceAsStream("/planout/vectors/scripts.json"))) {
            Map<?, ?> document = (Map<?, ?>)
                    Objects.requireNonNull(ScriptJson.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
            return ((List<?>) Objects.requireNonNull(document.get("scripts")))
                    .stream().<Map<?, ?>>map(script -> (Map<?, ?>) script).toList();
        }
    }
}
