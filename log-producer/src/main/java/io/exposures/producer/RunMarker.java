package io.exposures.producer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A file that is there while a client runs, so that the next one knows when this one was killed: what it had in memory is
 * lost then, and nobody else can say so. Only the delivery thread uses it.
 */
final class RunMarker {

    private static final int LONGEST_TEXT = 64;

    private final Path path;
    private final InstantSource clock;
    private @Nullable FileChannel channel;

    RunMarker(Path path, InstantSource clock) {
        this.path = path;
        this.clock = clock;
    }

    /**
     * Leaves the marker.
     *
     * @return when an earlier run started that did not end properly; null if there is none, or it still runs
     */
    @Nullable
    Instant begin() throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        FileChannel opened =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = tryLock(opened);
        if (lock == null) {
            opened.close();
            return null;
        }
        channel = opened;
        Instant earlier = read(opened);
        opened.truncate(0);
        opened.write(StandardCharsets.US_ASCII.encode(clock.instant().toString()), 0);
        return earlier;
    }

    private static @Nullable FileLock tryLock(FileChannel opened) throws IOException {
        try {
            return opened.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private @Nullable Instant read(FileChannel opened) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(LONGEST_TEXT);
        if (opened.read(text, 0) <= 0) {
            return null;
        }
        try {
            return Instant.parse(StandardCharsets.US_ASCII.decode(text.flip()));
        } catch (DateTimeException e) {
            return Files.getLastModifiedTime(path).toInstant();
        }
    }

    /** Takes the marker away. */
    void end() throws IOException {
        FileChannel opened = channel;
        if (opened != null) {
            Files.deleteIfExists(path);
            opened.close();
        }
    }
}
