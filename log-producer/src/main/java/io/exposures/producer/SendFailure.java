package io.exposures.producer;

import java.util.List;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;

/** What a failed send asks for. */
enum SendFailure {
    /** Send the same record again later: nothing is wrong with it, nor with the producer. */
    RETRY,
    /** Drop the record: it is larger than Kafka takes. */
    TOO_LARGE,
    /** Drop the record: the broker will never take it. */
    REFUSED,
    /** Make a new producer and send again whatever it has not acknowledged. */
    NEW_PRODUCER;

    private static final List<Class<? extends Throwable>> SIZE =
            List.of(RecordTooLargeException.class, RecordBatchTooLargeException.class);

    private static final List<Class<? extends Throwable>> RECORD =
            List.of(InvalidRecordException.class, InvalidTimestampException.class);

    /** Rights and credentials may be granted while the records wait; only cluster rights stop the producer for good. */
    private static final List<Class<? extends Throwable>> WAIT = List.of(
            RetriableException.class,
            InterruptException.class,
            AuthenticationException.class,
            AuthorizationException.class,
            InvalidTopicException.class);

    static SendFailure of(Throwable failure) {
        if (failure instanceof ClusterAuthorizationException) {
            return NEW_PRODUCER;
        }
        if (isOneOf(SIZE, failure)) {
            return TOO_LARGE;
        }
        if (isOneOf(RECORD, failure)) {
            return REFUSED;
        }
        return isOneOf(WAIT, failure) ? RETRY : NEW_PRODUCER;
    }

    private static boolean isOneOf(List<Class<? extends Throwable>> types, Throwable failure) {
        return types.stream().anyMatch(type -> type.isInstance(failure));
    }
}
