package io.exposures.assignment.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.assignment.AssignmentException;
import io.exposures.assignment.language.PlanOut;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random scripts give what a plain interpreter of their JSON gives, from many threads at once as from one. Another seed, or
 * more scripts: {@code -Dfuzz.seed=… -Dfuzz.scripts=…}.
 */
class ScriptFuzzTest {
    private static final long SEED = Long.getLong("fuzz.seed", 20260301);
    private static final int SCRIPTS = Integer.getInteger("fuzz.scripts", 3000);
    private static final int UNITS = 8;
    private static final int THREADS = 4;
    private static final String SALT = "fuzz";

    /** A script and inputs, and what comes out: a result's text, or that it fails. */
    private record Case(Script script, @Nullable Object json, String source, Map<String, @Nullable Object> inputs) {
        String found() {
            try {
                return text(script.evaluate(SALT, inputs, Map.of()));
            } catch (AssignmentException e) {
                return "fails";
            }
        }

        String expected() {
            try {
                return text(NaiveInterpreter.run(json, SALT, inputs));
            } catch (NaiveInterpreter.Failure e) {
                return "fails";
            } catch (StackOverflowError e) {
                return "fails"; // a list was appended to itself, which is refused
            }
        }

        private static String text(Script.Result result) {
            return result.inExperiment() + " " + ScriptJson.write(result.params());
        }
    }

    @Test
    void randomScriptsGiveTheSameFromManyThreadsAsFromAPlainInterpreter() throws Exception {
        Random random = new Random(SEED);
        List<Case> cases = cases(random);
        List<String> expected = cases.stream().map(Case::expected).toList();
        long running = expected.stream().filter(text -> !text.equals("fails")).count();

        for (int i = 0; i < cases.size(); i++) {
            assertThat(cases.get(i).found())
                    .as(
                            "seed %d, case %d, %s, with %s",
                            SEED, i, cases.get(i).source(), cases.get(i).inputs())
                    .isEqualTo(expected.get(i));
        }
        assertThat(running).as("scripts that run are what this is about").isGreaterThan(cases.size() / 3);

        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<List<Integer>>> tasks = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                Random order = new Random(random.nextLong());
                tasks.add(() -> differing(cases, expected, order));
            }
            for (Future<List<Integer>> different : threads.invokeAll(tasks)) {
                assertThat(different.get())
                        .as("seed %d, cases that differ", SEED)
                        .isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Case> cases(Random random) {
        RandomScript scripts = new RandomScript(random);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < SCRIPTS; i++) {
            String source = scripts.source();
            Object json = PlanOut.compile(source);
            Script script = Script.of(json);
            for (int unit = 0; unit < UNITS; unit++) {
                cases.add(new Case(script, json, source, scripts.inputs()));
            }
        }
        return cases;
    }

    private static List<Integer> differing(List<Case> cases, List<String> expected, Random random) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        return order.stream()
                .filter(i -> !cases.get(i).found().equals(expected.get(i)))
                .toList();
    }
}
