package io.exposures.assignment.language;

/**
 * One mistake in a PlanOut script.
 *
 * @param line line of what was found, from 1
 * @param column column of what was found, in code points from 1
 * @param found what stands there
 * @param expected what should stand there
 */
public record SyntaxError(int line, int column, String found, String expected) {

    @Override
    public String toString() {
        return "line " + line + ", column " + column + ": found " + found + ", expected " + expected;
    }
}
