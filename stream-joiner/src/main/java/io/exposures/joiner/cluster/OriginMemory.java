package io.exposures.joiner.cluster;

import io.exposures.joiner.StartupException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Remembers on the brokers what the state of an application was made from: as metadata of an offset that is committed for
 * the ledger topic by a group of its own. So it needs no topic, is there for every instance, and outlives all of them.
 */
final class OriginMemory {

    private final Admin admin;
    private final String group;
    private final TopicPartition anchor;

    /**
     * A memory.
     *
     * @param admin a client, which stays open
     * @param applicationId the application
     * @param ledgerTopic the ledger topic of that application
     */
    OriginMemory(Admin admin, String applicationId, String ledgerTopic) {
        this.admin = admin;
        this.group = applicationId + "-origin";
        this.anchor = new TopicPartition(ledgerTopic, 0);
    }

    /**
     * What is remembered; nothing for a new application.
     *
     * @throws StartupException if another pipeline uses the same application id, or the brokers do not answer
     */
    Origin recall() {
        Map<TopicPartition, OffsetAndMetadata> known = known();
        known.keySet().stream()
                .filter(other -> !other.equals(anchor))
                .findFirst()
                .ifPresent(other -> {
                    throw new StartupException("application.id " + group.substring(0, group.lastIndexOf("-origin"))
                            + " belongs to the joiner whose ledger topic is " + other.topic()
                            + "; the one of this joiner"
                            + " is " + anchor.topic() + ". Two joiners with one id would spoil each other's state: give"
                            + " each an application.id of its own");
                });
        @Nullable OffsetAndMetadata own = known.get(anchor);
        return own == null ? Origin.NONE : Origin.decode(own.metadata());
    }

    private Map<TopicPartition, OffsetAndMetadata> known() {
        try {
            return await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        } catch (StartupException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw e;
        }
    }

    /** Remembers; also keeps the brokers from forgetting it, which they do after {@code offsets.retention.minutes}. */
    void remember(Origin origin) {
        await(admin.alterConsumerGroupOffsets(group, Map.of(anchor, new OffsetAndMetadata(0, origin.encoded())))
                .all());
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new StartupException(
                    "what the state was made from cannot be looked up: " + cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException("interrupted while asking the brokers", e);
        }
    }
}
