package io.exposures.joiner.definitions.yaml;

/**
 * One mistake in a file.
 *
 * @param line where, from 1
 * @param column where, from 1
 * @param field which field, for example {@code metrics[1].role}; empty when it is the file as a whole
 * @param message what was expected and what was found
 */
public record Problem(int line, int column, String field, String message) {

    /** What comes from the file is shown in one line that steers no terminal. */
    public Problem {
        field = Printable.text(field);
        message = Printable.text(message);
    }

    /** The mistake in one line, as compilers write it. */
    public String in(String file) {
        String what = field.isEmpty() ? message : field + ": " + message;
        return file + ":" + line + ":" + column + ": " + what;
    }
}
