package io.exposures.benchmarks.joiner;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/** The threads of a JVM that compile: what they take shows how warm it is. */
final class CompilerThreads {

    private static final String NAMES = "(C1 Compiler|C2 Compiler).*";
    private static final long TICKS_PER_SECOND = 100;

    /** Places of user and system time among the fields of a thread's statistics that follow its name. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;

    private CompilerThreads() {}

    /** Their processor time so far; nothing where the system does not tell. */
    static Duration cpu(long pid) {
        long ticks = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path thread : threads) {
                ticks += ticks(thread.resolve("stat"));
            }
        } catch (IOException e) {
            return Duration.ZERO;
        }
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    private static long ticks(Path file) throws IOException {
        try {
            return ticks(Files.readString(file));
        } catch (NoSuchFileException e) {
            return 0; // The thread has ended meanwhile.
        }
    }

    /** Of a line of statistics: number, name in brackets, fields. */
    static long ticks(String line) {
        int end = line.lastIndexOf(')');
        if (!line.substring(line.indexOf('(') + 1, end).matches(NAMES)) {
            return 0;
        }
        String[] fields = line.substring(end + 2).split(" ");
        return Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
    }
}
