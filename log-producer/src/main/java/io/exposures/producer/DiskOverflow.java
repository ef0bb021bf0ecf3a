package io.exposures.producer;

import io.exposures.producer.OverflowFile.CorruptFileException;
import io.exposures.producer.QuietLog.About;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.mvstore.Cursor;
import org.jspecify.annotations.Nullable;

/** An overflow in a bounded file, which the next run goes on with. */
final class DiskOverflow implements Overflow {
    /*
     * Records are in the order of their keys. Appended records follow each other; where records may have gone from
     * memory to Kafka in between, a gap is left into which these can be put back when the client closes.
     *
     * MVStore shuts down at the first failure to read or write, a full disk or an interrupt for one. Then the file is
     * opened again, with all that was committed; what was settled since is remembered and removed again, which is not
     * needed for reading on and may fail while the disk is full. A file that cannot be opened because it is corrupt, or
     * that proves to be corrupt twice in a row, is set aside.
     */

    private static final long GAP = 1L << 24;

    /** Room for one more batch of records, and for what MVStore adds to it. */
    private static final long MARGIN_BYTES = 2 << 20;

    private static final int MOST_CORRUPTIONS = 2;

    /** How long newer records wait for those in a file that cannot be opened; then they overtake them. */
    private static final long PATIENCE_NANOS = Duration.ofMinutes(1).toNanos();

    private final Path path;
    private final long maxBytes;
    private final RecordKind kind;
    private final Losses losses;
    private final QuietLog log;
    private final InstantSource clock;
    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));

    /** A disk that is full can still be read. */
    private final Backoff writing = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));

    private final List<Long> settled = new ArrayList<>();

    private @Nullable OverflowFile file;
    private boolean looked;
    private boolean counted;
    private int corruptions;
    private long unread;
    private long nextToRead = Long.MIN_VALUE;
    private long nextToAppend;
    private long unusableSince = System.nanoTime();

    private final AtomicLong waiting = new AtomicLong();
    private volatile long recovered;
    private volatile long usedBytes;
    private final AtomicLong setAside = new AtomicLong();
    private volatile String problem = "";

    /**
     * Uses a file, which is opened when it is first needed.
     *
     * @param maxBytes size that the file must not exceed
     */
    DiskOverflow(Path path, long maxBytes, RecordKind kind, Losses losses, QuietLog log, InstantSource clock) {
        this.path = path;
        this.maxBytes = maxBytes;
        this.kind = kind;
        this.losses = losses;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public boolean isWritable() {
        OverflowFile open = writing.isPaused(System.nanoTime()) ? null : openFile();
        return open != null && usedBytes + MARGIN_BYTES <= maxBytes;
    }

    @Override
    public boolean add(List<BufferedRecord> records) {
        OverflowFile open = openFile();
        if (open == null) {
            return false;
        }
        try {
            append(open, records);
            return true;
        } catch (RuntimeException e) {
            failed(e);
            return false;
        }
    }

    private void append(OverflowFile open, List<BufferedRecord> records) {
        long key = unread == 0 ? nextToAppend + GAP : nextToAppend;
        for (BufferedRecord each : records) {
            open.put(key++, each.body());
        }
        open.commit();
        writing.succeeded();
        nextToAppend = key;
        unread += records.size();
        waiting.addAndGet(records.size());
        usedBytes = open.usedBytes();
    }

    @Override
    public int addBefore(List<BufferedRecord> older) {
        OverflowFile open = openFile();
        if (open == null) {
            return 0;
        }
        try {
            return insert(open, older);
        } catch (RuntimeException e) {
            failed(e);
            return 0;
        }
    }

    private int insert(OverflowFile open, List<BufferedRecord> older) {
        Long first = open.records().firstKey();
        long key = (first == null ? nextToAppend : first) - older.size();
        long free = maxBytes - usedBytes;
        int kept = 0;
        int added = 0;
        for (BufferedRecord each : older) {
            if (each.isFromDisk() && open.records().containsKey(each.diskKey())) {
                key = each.diskKey() + 1;
            } else if (free > each.bytes()) {
                free -= each.bytes();
                open.put(key++, each.body());
                added += each.isFromDisk() ? 0 : 1;
            } else {
                break;
            }
            kept++;
        }
        open.commit();
        waiting.addAndGet(added);
        usedBytes = open.usedBytes();
        return kept;
    }

    @Override
    public boolean hasUnread() {
        if (!looked) {
            looked = true;
            counted = counted || !Files.exists(path);
        }
        if (!counted) {
            openFile();
        }
        // What a file holds is not known until it has been opened once; newer records wait for it all the same.
        return (unread > 0 || !counted) && (openFile() != null || System.nanoTime() - unusableSince < PATIENCE_NANOS);
    }

    @Override
    public List<BufferedRecord> read(int most) {
        List<BufferedRecord> read = new ArrayList<>(most);
        OverflowFile open = openFile();
        if (open == null) {
            return read;
        }
        try {
            Cursor<Long, byte[]> cursor = open.records().cursor(nextToRead);
            while (read.size() < most && cursor.hasNext()) {
                long key = cursor.next();
                nextToRead = key + 1;
                unread--;
                read(open, key, cursor.getValue(), read);
            }
            if (read.size() < most && !cursor.hasNext()) {
                lost(unread);
                unread = 0;
            }
            corruptions = 0;
        } catch (RuntimeException e) {
            failed(e);
        }
        return read;
    }

    private void read(OverflowFile open, long key, byte[] stored, List<BufferedRecord> read) {
        try {
            read.add(BufferedRecord.fromDisk(kind, open.body(stored), key));
        } catch (IOException e) {
            settled.add(key);
            lost(1);
            log.warn(About.DISK, "a record in " + path + " cannot be read", e);
        }
    }

    @Override
    public void settled(BufferedRecord read) {
        settled.add(read.diskKey());
        waiting.decrementAndGet();
    }

    @Override
    public void commit() {
        if (!settled.isEmpty() && (waiting.get() == 0 || !writing.isPaused(System.nanoTime()))) {
            removeSettled();
        }
    }

    private void removeSettled() {
        OverflowFile open = openFile();
        if (open == null) {
            return;
        }
        try {
            if (waiting.get() == 0) {
                delete(open);
            } else {
                settled.forEach(open.records()::remove);
                open.commit();
                writing.succeeded();
                usedBytes = open.usedBytes();
            }
            settled.clear();
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }

    /** Nothing in the file is wanted any more; this works on a full disk too. */
    private void delete(OverflowFile open) throws IOException {
        file = null;
        open.delete();
        usedBytes = 0;
    }

    @Override
    public void close() {
        if (!settled.isEmpty()) {
            removeSettled();
        }
        OverflowFile closing = file;
        file = null;
        if (closing != null) {
            try {
                closing.close();
            } catch (IOException | RuntimeException e) {
                closing.abandon();
                log.warn(About.DISK, "cannot close " + path, e);
            }
        }
    }

    @Override
    public long waiting() {
        return waiting.get();
    }

    @Override
    public long recovered() {
        return recovered;
    }

    @Override
    public long usedBytes() {
        return usedBytes;
    }

    @Override
    public long setAside() {
        return setAside.get();
    }

    @Override
    public String problem() {
        return problem;
    }

    /** The file, opened if need be; null while it cannot be. */
    private @Nullable OverflowFile openFile() {
        if (file == null && !backoff.isPaused(System.nanoTime())) {
            try {
                file = opened();
                backoff.succeeded();
                problem = "";
            } catch (CorruptFileException e) {
                // MVStore takes a chunk that an interrupt kept it from reading for corrupt.
                if (Thread.currentThread().isInterrupted()) {
                    failed(e);
                } else {
                    setAside(e);
                }
            } catch (IOException | RuntimeException e) {
                failed(e);
            }
        }
        return file;
    }

    private OverflowFile opened() throws IOException {
        OverflowFile opened = OverflowFile.open(path, kind.schema());
        if (Thread.currentThread().isInterrupted()) {
            opened.abandon();
            throw new IOException(path + " may not have been read whole because of an interrupt");
        }
        try {
            takeStock(opened);
            return opened;
        } catch (RuntimeException e) {
            opened.abandon();
            throw e;
        }
    }

    /** Finds out what is in the file: what earlier runs left, or what this one should still have in it. */
    private void takeStock(OverflowFile opened) {
        Long last = opened.records().lastKey();
        long found = last == null ? 0 : countFrom(opened, nextToRead);
        if (!counted) {
            counted = true;
            recovered = found;
            waiting.addAndGet(found);
        } else if (found < unread) {
            lost(unread - found);
        }
        unread = found;
        nextToAppend = Math.max(nextToAppend, last == null ? 0 : last + 1);
        usedBytes = opened.usedBytes();
    }

    private static long countFrom(OverflowFile opened, long key) {
        Long next = opened.records().ceilingKey(key);
        if (next == null) {
            return 0;
        }
        return opened.records().sizeAsLong() - opened.records().getKeyIndex(next);
    }

    private void failed(Exception cause) {
        OverflowFile failed = file;
        file = null;
        if (failed != null) {
            failed.abandon();
            unusableSince = System.nanoTime();
        }
        // What an interrupt has closed is opened again; interrupting this thread has no meaning.
        boolean interrupted = Thread.interrupted();
        (failed != null && OverflowFile.isAboutWriting(cause) ? writing : backoff).failed(System.nanoTime());
        problem = String.valueOf(cause.getMessage());
        log.warn(About.DISK, "the overflow file of " + kind.label() + "s cannot be used now", cause);
        if (!interrupted && OverflowFile.isCorruption(cause) && ++corruptions >= MOST_CORRUPTIONS) {
            setAside(cause);
        }
    }

    private void setAside(Exception cause) {
        Instant changed = lastChanged();
        try {
            Path aside = OverflowFile.setAside(path, clock.millis());
            log.warn(About.DISK, path + " is corrupt and was moved to " + aside, cause);
        } catch (IOException e) {
            failed(new UncheckedIOException(e));
            return;
        }
        setAside.incrementAndGet();
        corruptions = 0;
        settled.clear();
        if (counted) {
            lost(unread);
        } else {
            losses.unknown(kind, DropReason.DISK_CORRUPT, changed);
        }
        counted = true;
        unread = 0;
        backoff.failed(System.nanoTime());
    }

    private Instant lastChanged() {
        try {
            return Files.getLastModifiedTime(path).toInstant();
        } catch (IOException e) {
            return clock.instant();
        }
    }

    private void lost(long records) {
        waiting.addAndGet(-records);
        losses.lost(kind, DropReason.DISK_CORRUPT, records);
    }
}
