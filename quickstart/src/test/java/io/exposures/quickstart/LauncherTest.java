package io.exposures.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of bin/ in a copy of the project's layout, with a Java and a Maven that only tell what they are asked. */
class LauncherTest {

    private static final List<String> TOOLS = List.of(
            "basename", "cat", "dirname", "find", "head", "mkdir", "mktemp", "readlink", "rm", "sed", "sort", "touch");

    @TempDir
    private Path directory;

    private Path project;
    private Path tools;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void layOut() throws IOException {
        project = Files.createDirectory(directory.resolve("pro ject"));
        tools = Files.createDirectory(directory.resolve("tools"));
        copyLaunchers();
        for (String module :
                List.of("schemas", "assignment-lib", "log-producer", "stream-joiner", "quickstart", "benchmarks")) {
            Path source = Files.createDirectories(project.resolve(module).resolve("src/main/java"));
            old(Files.writeString(source.resolve("A.java"), "class A {}"));
            old(Files.writeString(project.resolve(module).resolve("pom.xml"), "<project/>"));
        }
        old(Files.writeString(project.resolve("pom.xml"), "<project/>"));
        for (String tool : TOOLS) {
            Files.createSymbolicLink(
                    tools.resolve(tool), ShellCommand.find(tool).orElseThrow());
        }
        environment.put("PATH", tools.toString());
        java(tools, "17.0.15");
        program(tools.resolve("javac"), "");
        maven("3.8.7", "17.0.15");
    }

    @Test
    void whatIsMissingIsBuiltOnceAndRunWithItsArguments() throws Exception {
        var first = launch("--users", "a b", "*");
        var second = launch("--help");

        assertThat(first.status()).isZero();
        assertThat(first.output().lines())
                .containsExactly(
                        "quickstart: building quickstart (the first time Maven downloads what it needs: some minutes)",
                        "mvn -q -B -pl quickstart -am package -DskipTests -Dspotless.check.skip",
                        "java -cp " + project.toRealPath() + "/quickstart/target/quickstart.jar"
                                + " io.exposures.quickstart.Main --users [a b] [*]");
        assertThat(second.output()).doesNotContain("mvn").endsWith(" --help\n");
    }

    @Test
    void aNewerSourceIsBuilt() throws Exception {
        launch();
        Path source = project.resolve("log-producer/src/main/java/A.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));

        assertThat(launch().output()).contains("building quickstart");
    }

    @Test
    void aNewerSourceOfAnotherModuleIsNotBuilt() throws Exception {
        command("joiner");
        Path source = project.resolve("quickstart/src/main/java/A.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));

        assertThat(command("joiner").output()).doesNotContain("building");
    }

    @Test
    void aLinkFromElsewhereWorks() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("qs"), project.resolve("bin/quickstart"));

        var result = ShellCommand.run(Path.of("/"), environment, link.toString());

        assertThat(result.output()).contains("io.exposures.quickstart.Main");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandRunsAClassOfItsModule(String name) throws Exception {
        String output = command(name).output();

        Matcher named = Pattern.compile("(?s)" + name + ": building (\\S+).*\\.jar (\\S+)\\s*")
                .matcher(output);
        assertThat(named.matches()).as(output).isTrue();
        assertThat(ShellCommand.projectRoot()
                        .resolve(named.group(1))
                        .resolve("src/main/java")
                        .resolve(named.group(2).replace('.', '/') + ".java"))
                .exists();
    }

    static List<String> commands() throws IOException {
        try (var files = Files.list(ShellCommand.projectRoot().resolve("bin"))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aMissingJavaIsNamed() throws Exception {
        Files.delete(tools.resolve("java"));

        assertFails("quickstart: no Java found; install a JDK 17 or newer, or set JAVA_HOME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"11.0.2", "1.8.0_412", "9"})
    void anOldJavaIsNamed(String version) throws Exception {
        java(tools, version);

        assertFails("quickstart: " + tools + "/java is Java " + version
                + "; a JDK 17 or newer is needed (set JAVA_HOME to it)");
    }

    @Test
    void aJavaHomeWithoutJavaIsNamed() throws Exception {
        environment.put("JAVA_HOME", "/nowhere");

        assertFails("quickstart: JAVA_HOME is /nowhere, but there is no bin/java in it; point it to a JDK 17 or newer");
    }

    @Test
    void theJavaOfJavaHomeIsTaken() throws Exception {
        Path home = Files.createDirectories(directory.resolve("jdk/bin"));
        java(home, "21");
        program(home.resolve("javac"), "");
        java(tools, "11");
        environment.put("JAVA_HOME", directory.resolve("jdk").toString());

        assertThat(launch().status()).isZero();
    }

    @Test
    void aJavaWithoutCompilerIsNotEnoughToBuild() throws Exception {
        Files.delete(tools.resolve("javac"));

        assertFails("quickstart: quickstart must be built first, and " + tools
                + "/java has no compiler beside it; install a JDK 17 or newer (set JAVA_HOME to it)");
    }

    @Test
    void aMissingMavenIsNamed() throws Exception {
        Files.delete(tools.resolve("mvn"));

        assertFails("quickstart: quickstart must be built first, and there is no mvn; install Maven 3.8 or newer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.6.3", "2.2.1"})
    void anOldMavenIsNamed(String version) throws Exception {
        maven(version, "17");

        assertFails("quickstart: " + tools + "/mvn is Maven " + version + "; 3.8 or newer is needed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.8.1", "3.10.0", "4.0.0-rc-3"})
    void aNewEnoughMavenIsTaken(String version) throws Exception {
        maven(version, "17");

        assertThat(launch().status()).isZero();
    }

    @Test
    void aMavenOnAnOldJavaIsNamed() throws Exception {
        maven("3.8.7", "11.0.2");

        assertFails("quickstart: Maven runs on Java 11.0.2; set JAVA_HOME to a JDK 17 or newer");
    }

    @Test
    void aFailedBuildIsNamedAndNothingIsRun() throws Exception {
        program(
                tools.resolve("mvn"),
                "[ \"$2\" = -v ] && { echo Apache Maven 3.9.9; echo Java version: 17; exit; }; echo broken; exit 1");

        var result = launch();

        assertThat(result.status()).isOne();
        assertThat(result.output())
                .contains("broken")
                .endsWith("quickstart: the build of quickstart failed; its messages are above\n");
    }

    private void assertFails(String message) throws Exception {
        var result = launch();

        assertThat(result.output()).isEqualTo(message + "\n");
        assertThat(result.status()).isOne();
    }

    private ShellCommand.Result launch(String... arguments) throws Exception {
        return command("quickstart", arguments);
    }

    private ShellCommand.Result command(String name, String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = project.resolve("bin").resolve(name).toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return ShellCommand.run(Path.of("/"), environment, command);
    }

    private void copyLaunchers() throws IOException {
        Path bin = Files.createDirectory(project.resolve("bin"));
        try (var files = Files.newDirectoryStream(ShellCommand.projectRoot().resolve("bin"))) {
            for (Path file : files) {
                Files.copy(file, bin.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void java(Path folder, String version) throws IOException {
        program(
                folder.resolve("java"),
                "[ \"$1\" = -version ] && { echo 'openjdk version \"" + version + "\"' >&2; exit; }\n"
                        + "printf java; for a; do case $a in *' 'b|'*') a=\"[$a]\";; esac; printf ' %s' \"$a\"; done; echo");
    }

    private void maven(String version, String javaVersion) throws IOException {
        program(
                tools.resolve("mvn"),
                "[ \"$2\" = -v ] && { echo 'Apache Maven " + version + " (abc)'; echo 'Java version: " + javaVersion
                        + ", vendor: any'; exit; }\n"
                        + "echo \"mvn $*\"; mkdir -p \"$4/target\"; : > \"$4/target/$4.jar\"");
    }

    private static void program(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void old(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
    }
}
