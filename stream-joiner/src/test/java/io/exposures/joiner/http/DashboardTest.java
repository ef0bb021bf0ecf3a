package io.exposures.joiner.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DashboardTest {

    private static final int MOST_BYTES = 300_000;

    @Test
    void everyFileIsServedAndNoOther() throws Exception {
        assertThat(files().stream().map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(DashboardResource.FILES.keySet());
    }

    @Test
    void everyFileArrivesWithItsType() throws Exception {
        try (RunningApi api = RunningApi.serving(new FakeStats())) {
            for (Path file : files()) {
                var answer = api.get("/assets/" + file.getFileName());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo(Files.readString(file));
                assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                        .isEqualToIgnoringWhitespace(
                                DashboardResource.FILES.get(file.getFileName().toString()));
            }
        }
    }

    @Test
    void modulesAndAssetsThatAreNamedExist() throws Exception {
        Set<String> named = new TreeSet<>();
        for (Path file : files()) {
            named.addAll(matches("(?:from|import) \"\\./([^\"]+)\"", Files.readString(file)));
            named.addAll(matches("\"assets/([^\"]+)\"", Files.readString(file)));
        }
        assertThat(named).isNotEmpty().isSubsetOf(served());
    }

    @Test
    void nothingComesFromElsewhereOrRunsInline() throws Exception {
        String page = Files.readString(directory().resolve("index.html"));
        assertThat(page).doesNotContainPattern("<script(?![^>]*src=)").doesNotContain("<style", " style=", " onclick=");
        for (Path file : files()) {
            String withoutNamespaces = Files.readString(file).replace("http://www.w3.org/", "");
            assertThat(withoutNamespaces).as(file.toString()).doesNotContain("http://", "https://", "\"//");
        }
    }

    @Test
    void textNeverBecomesMarkup() throws Exception {
        for (Path file : files()) {
            assertThat(Files.readString(file))
                    .as(file.toString())
                    .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
        }
    }

    @Test
    void everythingTogetherIsSmall() throws Exception {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        try (RunningApi api = RunningApi.serving(new FakeStats())) {
            for (String library : DashboardResource.LIBRARY.keySet()) {
                bytes += api.get("/assets/" + library).body().length();
            }
        }
        assertThat(bytes).isLessThan(MOST_BYTES);
    }

    @Test
    void thePlottingLibraryArrivesAsItIsInItsJar() throws Exception {
        try (RunningApi api = RunningApi.serving(new FakeStats())) {
            assertThat(api.get("/assets/uplot.js").body()).startsWith("/*! https://github.com/leeoniya/uPlot");
            assertThat(api.get("/assets/uplot.css").headers().firstValue("Content-Type"))
                    .hasValue("text/css; charset=utf-8");
        }
    }

    private static Set<String> served() {
        Set<String> names = new TreeSet<>(DashboardResource.FILES.keySet());
        names.addAll(DashboardResource.LIBRARY.keySet());
        return names;
    }

    private static List<String> matches(String pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static List<Path> files() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(directory())) {
            return files.collect(Collectors.toList());
        }
    }

    private static Path directory() throws URISyntaxException {
        URL index = DashboardTest.class.getResource("/dashboard/index.html");
        return Objects.requireNonNull(
                Path.of(Objects.requireNonNull(index).toURI()).getParent());
    }
}
