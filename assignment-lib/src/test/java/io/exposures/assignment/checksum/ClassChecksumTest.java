package io.exposures.assignment.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassChecksumTest {
    private static final String BEFORE = "";

    @TempDir
    Path folder;

    private int variants;

    @Test
    void isEightHexDigits() throws Exception {
        assertThat(checksum(source(BEFORE, "1, 10", ""))).matches("[0-9a-f]{8}");
    }

    @Test
    void doesNotChangeWhenTheSameCodeIsCompiledAgain() throws Exception {
        assertThat(checksum(source(BEFORE, "1, 10", ""), "-g:none"))
                .isEqualTo(checksum(source(BEFORE, "1, 10", ""), "-g"));
    }

    @Test
    void doesNotChangeWhenLinesMoveOrCommentsAreAdded() throws Exception {
        String moved = source(BEFORE, "1, 10", "").replace("params.set", "\n\n /* moved */ params.set");

        assertThat(checksum(moved)).isEqualTo(checksum(source(BEFORE, "1, 10", "")));
    }

    @Test
    void doesNotChangeWhenOtherMembersAreAddedOrRenamed() throws Exception {
        String added = """
                static final double RATE = 0.123456789;
                Runnable other() { Object nameless = new Object() {}; return () -> System.out.println("other" + nameless); }
                """;
        String renamed = added.replace("other", "different").replace("RATE", "SHARE");

        String plain = checksum(source(BEFORE, "1, 10", ""));
        assertThat(checksum(source(added, "1, 10", ""))).isEqualTo(plain);
        assertThat(checksum(source(renamed, "1, 10", ""))).isEqualTo(plain);
    }

    @Test
    void doesNotChangeWhenManyConstantsPushReferencesToTwoBytes() throws Exception {
        StringBuilder many = new StringBuilder("String[] many() { return new String[] {");
        for (int i = 0; i < 400; i++) {
            many.append("\"constant ").append(i).append("\",");
        }
        many.append("}; }");

        assertThat(checksum(source(many.toString(), "1, 10", ""))).isEqualTo(checksum(source(BEFORE, "1, 10", "")));
    }

    @Test
    void changesWithTheCodeOfAssign() throws Exception {
        assertThat(checksum(source(BEFORE, "1, 11", ""))).isNotEqualTo(checksum(source(BEFORE, "1, 10", "")));
    }

    @Test
    void changesWithAMethodThatAssignCalls() throws Exception {
        assertThat(checksum(source(BEFORE, "1, 10", "+ 1"))).isNotEqualTo(checksum(source(BEFORE, "1, 10", "")));
    }

    @Test
    void changesWithALambdaInsideAMethodThatAssignCalls() throws Exception {
        String before = source(BEFORE, "1, 10", "");

        assertThat(checksum(before.replace("n > 5", "n > 6"))).isNotEqualTo(checksum(before));
    }

    @Test
    void changesWithTheTargetOfAJump() throws Exception {
        String before = source(BEFORE, "1, 10", "");

        assertThat(checksum(before.replace("case \"de\" -> 2", "case \"at\" -> 2")))
                .isNotEqualTo(checksum(before));
    }

    @Test
    void isAbsentForAClassWithoutAClassFile() throws Exception {
        Class<?> type = load(source(BEFORE, "1, 10", ""));
        Files.delete(folder.resolve("variant" + variants).resolve("Sample.class"));

        assertThat(ClassChecksum.of(type)).isNull();
    }

    @Test
    void isAbsentForAClassFileThatIsDamaged() throws Exception {
        Class<?> type = load(source(BEFORE, "1, 10", ""));
        Path file = folder.resolve("variant" + variants).resolve("Sample.class");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

        assertThat(ClassChecksum.of(type)).isNull();
    }

    private static String source(String otherMembers, String choices, String inHelper) {
        return """
                import static io.exposures.assignment.RandomOperator.*;
                import io.exposures.assignment.*;
                import java.util.*;

                public class Sample extends Experiment {
                    %s
                    public Sample(Map<String, ?> inputs, ExposureLogger logger) { super(inputs, logger); }

                    @Override
                    protected boolean assign(Assignment params, Inputs inputs) {
                        params.set("size", uniformChoice(List.of(%s), inputs.get("userid")));
                        long start = 0;
                        try {
                            start = switch (String.valueOf(inputs.get("country"))) {
                                case "de" -> 2;
                                case "fr" -> 3;
                                default -> 4;
                            };
                        } catch (IllegalStateException e) {
                            start = 1_000_000_000_000L;
                        }
                        for (int i = 0; i < 3; i++) {
                            start += helper(i);
                        }
                        params.set("start", "from " + start + (start > 5 ? 1.5 : 2.5f));
                        return true;
                    }

                    private long helper(int i) {
                        return List.of(1, 6, i).stream().filter(n -> n > 5).count() %s;
                    }
                }
                """.formatted(otherMembers, choices, inHelper);
    }

    private @Nullable String checksum(String source, String... options) throws Exception {
        return ClassChecksum.of(load(source, options));
    }

    @SuppressWarnings("MustBeClosedChecker") // the class is used, and its file read, after this
    private Class<?> load(String source, String... options) throws IOException, ClassNotFoundException {
        Path variant = Files.createDirectory(folder.resolve("variant" + ++variants));
        Path file = Files.writeString(variant.resolve("Sample.java"), source);
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(
                List.of("-cp", System.getProperty("java.class.path"), "-d", variant.toString(), file.toString()));
        int exit = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0]));
        assertThat(exit).isZero();
        return new URLClassLoader(
                        new URL[] {variant.toUri().toURL()}, getClass().getClassLoader())
                .loadClass("Sample");
    }
}
