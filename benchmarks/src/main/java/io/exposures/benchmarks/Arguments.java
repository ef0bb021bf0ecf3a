package io.exposures.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks a command's arguments: before minutes of measuring, not after. */
public final class Arguments {

    private final CommandSpec spec;

    /** Checks the arguments of one command. */
    public Arguments(CommandSpec spec) {
        this.spec = spec;
    }

    /** Refuses a number below 1. */
    public void requirePositive(String option, int value) {
        if (value < 1) {
            throw mistake(option + " must be at least 1, got " + value);
        }
    }

    /** Refuses a file in a directory that is not there. */
    public void requireWritable(String option, @Nullable Path file) {
        Path directory = file == null ? null : file.toAbsolutePath().getParent();
        if (directory != null && !Files.isDirectory(directory)) {
            throw mistake(option + " " + file + ": there is no directory " + directory);
        }
    }

    private ParameterException mistake(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
