package io.exposures.joiner.state;

import io.exposures.joiner.StartupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory that an application keeps its state in: a directory for each task, named by sub-topology and partition.
 * What is damaged is renamed, so that Kafka Streams finds nothing and restores it from the changelog; the newest few of
 * those are kept for whoever wants to look.
 */
public final class StateDirectory {

    /** Damaged directories that are kept. */
    static final int KEPT = 3;

    private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);
    private static final Pattern TASK = Pattern.compile("\\d+_\\d+");
    private static final String SET_ASIDE = ".quarantined-";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final InstantSource clock;
    private final AtomicLong damaged = new AtomicLong();

    /**
     * A directory that may not exist yet.
     *
     * @param stateDir the setting {@code state.dir}
     * @param applicationId the application
     * @param clock the wall clock, by which what is damaged is named
     */
    public StateDirectory(Path stateDir, String applicationId, InstantSource clock) {
        this.directory = stateDir.resolve(applicationId);
        this.clock = clock;
    }

    /**
     * Creates the directory if it is missing, and writes and deletes a file in it.
     *
     * @throws StartupException if that cannot be done; the message says where and why
     */
    public void checkWritable() {
        try {
            Files.createDirectories(directory);
            Files.delete(Files.createTempFile(directory, "probe", ".tmp"));
        } catch (IOException e) {
            throw new StartupException(
                    "the state directory " + directory + " cannot be written by user " + System.getProperty("user.name")
                            + " (" + e + "). Set state.dir to a directory that this user owns, on a disk with room",
                    e);
        }
    }

    /**
     * Renames the directories of damaged tasks: those that the failure names, or all when it names none.
     *
     * @param failure what came of reading them
     * @return how many were renamed
     */
    public int setAside(Throwable failure) {
        List<Path> tasks = tasks();
        List<Path> named = tasks.stream().filter(task -> names(failure, task)).toList();
        List<Path> damaged = named.isEmpty() ? tasks : named;
        damaged.forEach(task -> rename(task, failure));
        deleteOldest();
        return damaged.size();
    }

    /**
     * Notes damage that was met while a task was running; Kafka Streams throws the directory of such a task away itself,
     * because its last transaction is undone.
     *
     * @param failure what came of reading it
     */
    public void foundWhileRunning(Throwable failure) {
        damaged.incrementAndGet();
        LOG.error(
                "state is damaged ({}); that task's directory is thrown away and restored from the changelog",
                Damage.rootOf(failure).toString());
    }

    /** Directories that were found damaged since the start. */
    public long countDamaged() {
        return damaged.get();
    }

    private static boolean names(Throwable failure, Path task) {
        Pattern name = Pattern.compile("(?<![0-9_])" + task.getFileName() + "(?![0-9_])");
        return Damage.causes(failure)
                .anyMatch(cause ->
                        name.matcher(String.valueOf(cause.getMessage())).find());
    }

    private List<Path> tasks() {
        return list(path -> TASK.matcher(path.getFileName().toString()).matches());
    }

    private void rename(Path task, Throwable failure) {
        Path target = task.resolveSibling(task.getFileName() + SET_ASIDE + TIME.format(clock.instant()));
        try {
            Files.move(task, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("damaged state in " + task + " cannot be moved aside", e);
        }
        damaged.incrementAndGet();
        LOG.error(
                "state in {} is damaged ({}); it is now {} and is restored from the changelog",
                task,
                Damage.rootOf(failure).toString(),
                target);
    }

    private void deleteOldest() {
        List<Path> kept =
                new ArrayList<>(list(path -> path.getFileName().toString().contains(SET_ASIDE)));
        kept.sort(Comparator.comparing(StateDirectory::time));
        kept.subList(0, Math.max(0, kept.size() - KEPT)).forEach(StateDirectory::delete);
    }

    private static String time(Path aside) {
        String name = aside.getFileName().toString();
        return name.substring(name.indexOf(SET_ASIDE));
    }

    private static void delete(Path old) {
        try {
            Utils.delete(old.toFile());
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted: {}", old, e.toString());
        }
    }

    private List<Path> list(java.util.function.Predicate<Path> which) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(Files::isDirectory).filter(which).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the state directory " + directory + " cannot be listed", e);
        }
    }
}
