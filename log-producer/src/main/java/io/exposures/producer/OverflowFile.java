package io.exposures.producer;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.avro.Schema;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/**
 * An open overflow file: a map of records by position, and the schemas they are written in. What was committed survives
 * the end of the process, however it ends.
 */
final class OverflowFile {

    private static final String SCHEMAS = "schemas";
    private static final int CACHE_MEGABYTES = 2;

    /** What MVStore writes before it stores anything. */
    private static final int HEADER_BYTES = 2 * 4096;

    private final Path path;
    private final MVStore store;
    private final MVMap<Long, byte[]> records;
    private final StoredRecords form;

    private OverflowFile(Path path, MVStore store, Schema schema) {
        this.path = path;
        this.store = store;
        store.setRetentionTime(0);
        store.setVersionsToKeep(0);
        this.records = store.openMap(
                "records",
                new MVMap.Builder<Long, byte[]>().keyType(LongDataType.INSTANCE).valueType(ByteArrayDataType.INSTANCE));
        MVMap<Long, String> schemas = store.openMap(
                SCHEMAS,
                new MVMap.Builder<Long, String>().keyType(LongDataType.INSTANCE).valueType(StringDataType.INSTANCE));
        this.form = new StoredRecords(schema, schemas);
    }

    /**
     * Opens a file, or makes it.
     *
     * @param schema what records are read as, and written in
     * @throws CorruptFileException if it is there and cannot be read
     * @throws IOException if it cannot be opened now: another process has it, or the disk refuses
     */
    static OverflowFile open(Path path, Schema schema) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        boolean used = Files.exists(path) && Files.size(path) > HEADER_BYTES;
        try {
            MVStore store = new MVStore.Builder()
                    .fileName(path.toString())
                    .autoCommitDisabled()
                    .cacheSize(CACHE_MEGABYTES)
                    .open();
            return opened(path, store, schema, used);
        } catch (RuntimeException e) {
            throw asIo(path, e);
        }
    }

    private static OverflowFile opened(Path path, MVStore store, Schema schema, boolean used)
            throws CorruptFileException {
        try {
            // MVStore takes a file for new when it finds nothing valid behind the header.
            if (used && !store.hasMap(SCHEMAS)) {
                throw new CorruptFileException(path + " was in use, but nothing in it can be read", null);
            }
            return new OverflowFile(path, store, schema);
        } catch (CorruptFileException | RuntimeException e) {
            store.closeImmediately();
            throw e;
        }
    }

    /** Whether a failure says that what is in the file cannot be right. */
    static boolean isCorruption(Exception failure) {
        return failure instanceof MVStoreException store
                && !isInterruption(failure)
                && (store.getErrorCode() == DataUtils.ERROR_FILE_CORRUPT
                        || store.getErrorCode() == DataUtils.ERROR_READING_FAILED
                        || store.getErrorCode() == DataUtils.ERROR_CHUNK_NOT_FOUND);
    }

    /** Whether a failure says that the disk takes nothing more. */
    static boolean isAboutWriting(Exception failure) {
        return failure instanceof MVStoreException store && store.getErrorCode() == DataUtils.ERROR_WRITING_FAILED;
    }

    /** Whether the file was closed under MVStore, which is what an interrupt does; that says nothing about the file. */
    private static boolean isInterruption(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClosedChannelException) {
                return true;
            }
        }
        return false;
    }

    private static IOException asIo(Path path, RuntimeException e) {
        if (isInterruption(e)) {
            return new IOException(path + " was closed by an interrupt", e);
        }
        int code = e instanceof MVStoreException store ? store.getErrorCode() : DataUtils.ERROR_FILE_CORRUPT;
        if (code == DataUtils.ERROR_FILE_LOCKED) {
            return new IOException(path + " is in use by another process", e);
        }
        boolean disk = code == DataUtils.ERROR_WRITING_FAILED || !Files.isReadable(path);
        return disk
                ? new IOException(path + " cannot be opened: " + e.getMessage(), e)
                : new CorruptFileException(path + " cannot be read: " + e.getMessage(), e);
    }

    /** Moves a file out of the way, and says where. */
    static Path setAside(Path path, long millis) throws IOException {
        Path aside = path.resolveSibling(path.getFileName() + ".corrupt-" + millis);
        return Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
    }

    MVMap<Long, byte[]> records() {
        return records;
    }

    void put(long key, byte[] body) {
        records.put(key, form.toStored(body));
    }

    /** The Avro binary, in the schema of this file, of a record that is in it. */
    byte[] body(byte[] stored) throws IOException {
        return form.toBody(stored);
    }

    void commit() {
        store.commit();
    }

    /** Bytes of the file that hold something; the rest is used again before the file grows. */
    long usedBytes() {
        return store.getFileStore().size() / 100 * store.getFileStore().getFillRate();
    }

    /** Closes the file; deletes it when no record is in it. */
    void close() throws IOException {
        boolean empty = records.isEmpty();
        store.close();
        if (empty) {
            Files.deleteIfExists(path);
        }
    }

    /** Deletes the file with all that is in it. */
    void delete() throws IOException {
        store.closeImmediately();
        Files.deleteIfExists(path);
    }

    /** Closes the file without writing anything. */
    void abandon() {
        store.closeImmediately();
    }

    /** An overflow file that is there and cannot be read. */
    static final class CorruptFileException extends IOException {

        private CorruptFileException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
