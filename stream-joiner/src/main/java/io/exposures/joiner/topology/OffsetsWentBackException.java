package io.exposures.joiner.topology;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Thrown when a record comes that has been counted, or has the offset of one that has: the topic was created anew, or the
 * group's offsets were set back. Its transaction is undone, so nothing wrong is published.
 */
public final class OffsetsWentBackException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    OffsetsWentBackException(RecordMetadata origin, long next) {
        super("topic " + origin.topic() + ", partition " + origin.partition() + " goes on at offset " + origin.offset()
                + ", but everything before " + next
                + " is counted: the topic was created anew, or the offsets of the group"
                + " were set back. Start over with a new application.id; never reset the offsets of this one");
    }

    /** What went back, as a sentence, if that is what a failure came of. */
    public static Optional<String> in(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .filter(OffsetsWentBackException.class::isInstance)
                .findFirst()
                .map(Throwable::getMessage);
    }
}
