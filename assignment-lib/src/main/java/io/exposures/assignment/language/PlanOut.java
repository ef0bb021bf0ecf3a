package io.exposures.assignment.language;

import org.jspecify.annotations.Nullable;

/** Compiles the PlanOut language to PlanOut's JSON form, exactly as the reference compiler does. */
public final class PlanOut {

    private PlanOut() {}

    /**
     * Compiles a script within the default limits.
     *
     * @return the compiled form: {@link java.util.LinkedHashMap}, {@link java.util.ArrayList}, {@link String},
     *     {@link Long}, {@link java.math.BigInteger} where a long is too small, {@link Double}, {@link Boolean} and null;
     *     keys in the reference's order
     * @throws SyntaxException if the source is no PlanOut script, or too large or too deep
     */
    public static @Nullable Object compile(String source) {
        return compile(source, SourceLimits.DEFAULT);
    }

    /**
     * Compiles a script within the given limits.
     *
     * @throws SyntaxException if the source is no PlanOut script, or beyond the limits
     */
    public static @Nullable Object compile(String source, SourceLimits limits) {
        Problems problems = new Problems(source);
        if (source.length() > limits.maxLength()) {
            throw problems.fatal(0, source.length() + " characters", "at most " + limits.maxLength());
        }
        TokenStream tokens = new TokenStream(source, problems, limits);
        Form script = new Parser(tokens).script();
        problems.throwIfAny();
        tokens.checkDepth(script);
        return script.json();
    }
}
