package io.exposures.producer;

import io.exposures.producer.QuietLog.About;
import io.exposures.records.Ledger;
import io.exposures.records.Loss;
import io.exposures.records.LossReport;
import io.exposures.records.Source;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes on the ledger what was dropped, so that analysts see the loss and can bound it. A report that does not arrive
 * is put together with what is lost meanwhile, and tried again. Only the delivery thread uses it.
 */
final class LossReporter {

    private final LossTable unreported;
    private final String topic;
    private final Source source;
    private final TimeOrderedIds ids;
    private final Serializer<SpecificRecord> serializer;
    private final long interval;
    private final QuietLog log;
    private final Backoff backoff = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(10));

    private @Nullable Attempt underWay;
    private long reportedAt = System.nanoTime();
    private boolean lastTried;

    LossReporter(
            LossTable unreported,
            String topic,
            Source source,
            TimeOrderedIds ids,
            Serializer<SpecificRecord> serializer,
            Duration interval,
            QuietLog log) {
        this.unreported = unreported;
        this.topic = topic;
        this.source = source;
        this.ids = ids;
        this.serializer = serializer;
        this.interval = interval.toNanos();
        this.log = log;
    }

    /** One report on its way. */
    private static final class Attempt {

        private final Map<LossTable.Key, LossTable.Tally> losses;
        private volatile boolean answered;
        private volatile @Nullable Throwable failure;

        private Attempt(Map<LossTable.Key, LossTable.Tally> losses) {
            this.losses = losses;
        }

        private void answer(@Nullable Throwable cause) {
            failure = cause;
            answered = true;
        }
    }

    /**
     * Publishes a report when it is time to.
     *
     * @param last whether this is the last chance: then it is time now, once
     */
    void work(ProducerSession session, boolean last) {
        long now = System.nanoTime();
        Attempt attempt = underWay;
        if (attempt != null) {
            if (attempt.answered) {
                conclude(attempt, now);
            }
        } else if (isTime(now, last)) {
            reportedAt = now;
            lastTried |= last;
            if (!unreported.isEmpty()) {
                publish(session);
            }
        }
    }

    private boolean isTime(long now, boolean last) {
        if (last) {
            return !lastTried;
        }
        return now - reportedAt > interval && !backoff.isPaused(now);
    }

    private void publish(ProducerSession session) {
        Producer<byte[], byte[]> producer = session.producer();
        if (producer == null) {
            return;
        }
        Attempt attempt = new Attempt(unreported.drain());
        underWay = attempt;
        try {
            String id = ids.next().toString();
            byte[] key = JsonText.of(List.of("loss", source.getHost(), id)).getBytes(StandardCharsets.UTF_8);
            byte[] value = serializer.serialize(topic, ledger(id, attempt.losses));
            var unused = producer.send(
                    new ProducerRecord<>(topic, key, value), (metadata, failure) -> attempt.answer(failure));
        } catch (Throwable e) {
            attempt.answer(e);
        }
    }

    private Ledger ledger(String id, Map<LossTable.Key, LossTable.Tally> losses) {
        List<Loss> entries = losses.entrySet().stream()
                .map(entry -> loss(entry.getKey(), entry.getValue()))
                .toList();
        return new Ledger(null, new LossReport(id, source, entries));
    }

    private static Loss loss(LossTable.Key key, LossTable.Tally tally) {
        return new Loss(
                key.kind().label(),
                key.reason().label(),
                key.experiment(),
                tally.count(),
                Micros.toInstant(tally.first()),
                Micros.toInstant(tally.last()));
    }

    private void conclude(Attempt attempt, long now) {
        underWay = null;
        Throwable failure = attempt.failure;
        if (failure == null) {
            backoff.succeeded();
        } else {
            backoff.failed(now);
            attempt.losses.forEach(unreported::add);
            log.warn(About.LOSS_REPORT, "losses cannot be reported to " + topic + "; trying again", failure);
        }
    }

    /** Whether there is nothing more to do before the client closes: all is reported, or the last attempt is over. */
    boolean isSettled() {
        return underWay == null && (lastTried || unreported.isEmpty());
    }
}
