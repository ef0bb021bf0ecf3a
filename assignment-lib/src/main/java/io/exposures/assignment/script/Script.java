package io.exposures.assignment.script;

import io.exposures.assignment.AssignmentException;
import io.exposures.assignment.Inputs;
import io.exposures.assignment.environment.Environment;
import io.exposures.assignment.environment.Salt;
import io.exposures.assignment.environment.VariableNames;
import io.exposures.assignment.language.PlanOut;
import io.exposures.assignment.operators.Operators;
import io.exposures.assignment.values.Values;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A PlanOut script, compiled: immutable, and evaluated by any number of threads at once. */
public final class Script {
    private static final int CHECKSUM_DIGITS = 8;

    private final @Nullable Object json;
    private final ScriptLimits limits;
    private final Expression program;
    private final VariableNames variables;
    private final List<String> parameters;
    private final Set<String> settable;
    private final List<String> reads;
    private final int stackSize;
    private final String checksum;

    /**
     * What an evaluation gave.
     *
     * @param params the variables in the order in which they were first set, overrides included
     * @param inExperiment false if the script returned something that is not true
     */
    public record Result(Map<String, @Nullable Object> params, boolean inExperiment) {}

    private Script(@Nullable Object json, Operators operators, ScriptLimits limits) {
        this.json = ScriptTree.copy(json, limits);
        this.limits = limits;
        ScriptCompiler compiler = new ScriptCompiler(operators);
        this.program = compiler.compileStatement(this.json);
        this.variables = compiler.variables();
        this.parameters = compiler.parameters();
        this.settable = Set.copyOf(parameters);
        this.reads = compiler.read();
        this.stackSize = compiler.stackSize();
        this.checksum = checksum(this.json);
    }

    /**
     * A script from PlanOut's JSON form as values (see {@link ScriptJson}), which are copied.
     *
     * @throws ScriptException if the script exceeds the limits
     */
    public static Script of(@Nullable Object json) {
        return of(json, Operators.standard(), ScriptLimits.DEFAULT);
    }

    /**
     * A script from PlanOut's JSON form as values (see {@link ScriptJson}), which are copied.
     *
     * @throws ScriptException if the script exceeds the limits
     */
    public static Script of(@Nullable Object json, Operators operators, ScriptLimits limits) {
        return new Script(json, operators, limits);
    }

    /**
     * A script from the text of PlanOut's JSON form.
     *
     * @throws JsonException if the text is not JSON
     * @throws ScriptException if the script exceeds the limits
     */
    public static Script fromJson(String text) {
        return of(ScriptJson.parse(text));
    }

    /**
     * A script from PlanOut's language.
     *
     * @throws io.exposures.assignment.language.SyntaxException if the text is no script
     * @throws ScriptException if the script exceeds the limits
     */
    public static Script fromSource(String source) {
        return of(PlanOut.compile(source));
    }

    /** The script's JSON form as text, as Python's {@code json.dumps} writes it. */
    public String toJson() {
        return ScriptJson.write(json);
    }

    /** First 8 hex digits of the SHA-1 of {@link #toJson()}. */
    public String checksum() {
        return checksum;
    }

    /** Names of the parameters that the script can set, in order of appearance. */
    public List<String> parameters() {
        return parameters;
    }

    /** Whether the script can set a parameter of that name. */
    public boolean canSet(String name) {
        return settable.contains(name);
    }

    /** Names of the variables that the script reads: inputs, and parameters set before. */
    public List<String> reads() {
        return reads;
    }

    /** Names of the variables, numbered, for {@link #evaluate(Environment)}. */
    public VariableNames variables() {
        return variables;
    }

    /** How large and how busy the script may be. */
    public ScriptLimits limits() {
        return limits;
    }

    /**
     * Evaluates the script for one unit.
     *
     * @param experimentSalt first part of what is hashed; normally a string
     * @throws AssignmentException if an operator fails, or a limit is exceeded
     */
    public Result evaluate(
            @Nullable Object experimentSalt,
            Map<String, ? extends @Nullable Object> inputs,
            Map<String, ? extends @Nullable Object> overrides) {
        Environment environment = environment(experimentSalt, inputs, overrides);
        boolean inExperiment = evaluate(environment);
        return new Result(environment.asMap(), inExperiment);
    }

    private Environment environment(
            @Nullable Object experimentSalt,
            Map<String, ? extends @Nullable Object> inputs,
            Map<String, ? extends @Nullable Object> overrides) {
        Environment environment =
                new Environment(variables, Inputs.of(inputs), Salt.of(experimentSalt), limits.maxOperations());
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        overrides.forEach((name, value) -> values.put(name, Values.of(value)));
        environment.override(values);
        return environment;
    }

    /**
     * Evaluates the script in an environment made with its {@link #variables()}.
     *
     * @return whether the unit is in the experiment
     * @throws AssignmentException if an operator fails, or a limit is exceeded
     */
    public boolean evaluate(Environment environment) {
        return evaluate(environment, null);
    }

    private boolean evaluate(Environment environment, @Nullable Trace trace) {
        Evaluation evaluation = new Evaluation(environment, stackSize, trace);
        try {
            program.evaluate(evaluation);
        } catch (Statements.Ended e) {
            // The evaluation knows how it ended.
        } catch (StackOverflowError e) {
            throw new AssignmentException("the script is nested too deep for this thread's stack", e);
        } finally {
            evaluation.finish();
        }
        environment.checkSize(limits.maxResultSize());
        return evaluation.isInExperiment();
    }

    /**
     * The checksum that the reference implementation logs after it has evaluated the script, into which it writes. It
     * depends on the unit, and serves comparisons only.
     *
     * @throws AssignmentException if an operator fails, or a limit is exceeded
     */
    public String referenceChecksum(
            @Nullable Object experimentSalt,
            Map<String, ? extends @Nullable Object> inputs,
            Map<String, ? extends @Nullable Object> overrides) {
        Trace trace = new Trace();
        evaluate(environment(experimentSalt, inputs, overrides), trace);
        return checksum(trace.changed(json));
    }

    private static String checksum(@Nullable Object json) {
        try {
            byte[] text = ScriptJson.write(json).getBytes(StandardCharsets.US_ASCII);
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text);
            return HexFormat.of().formatHex(digest).substring(0, CHECKSUM_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-1", e);
        }
    }
}
