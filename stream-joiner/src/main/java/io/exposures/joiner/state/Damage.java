package io.exposures.joiner.state;

import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.rocksdb.RocksDBException;

/** Tells damaged state, which can be restored from its changelog, from a disk that does not let anybody write. */
public final class Damage {

    /** What a disk says that is full, read-only, somebody else's, or used by another process. */
    private static final List<String> NOT_DAMAGE = List.of(
            "No space left",
            "Disk quota",
            "Permission denied",
            "Operation not permitted",
            "Read-only file system",
            "Too many open files",
            "While lock file",
            "lock hold by current process");

    private Damage() {}

    /** Whether a failure is due to state that cannot be read as it is. */
    public static boolean caused(Throwable failure) {
        return causes(failure).anyMatch(Damage::isOfState) && causes(failure).noneMatch(Damage::isOfTheDisk);
    }

    private static boolean isOfState(Throwable cause) {
        return cause instanceof ProcessorStateException || cause instanceof RocksDBException;
    }

    private static boolean isOfTheDisk(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return NOT_DAMAGE.stream().anyMatch(message::contains);
    }

    static Throwable rootOf(Throwable failure) {
        return causes(failure).reduce(failure, (outer, inner) -> inner);
    }

    static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}
