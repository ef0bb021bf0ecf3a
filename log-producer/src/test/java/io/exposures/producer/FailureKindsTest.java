package io.exposures.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class FailureKindsTest {

    @Test
    void whatPassesByItselfIsTriedAgain() {
        assertThat(SendFailure.of(new TimeoutException())).isEqualTo(SendFailure.RETRY);
        assertThat(SendFailure.of(new NotEnoughReplicasException())).isEqualTo(SendFailure.RETRY);
        assertThat(SendFailure.of(new TopicAuthorizationException("t"))).isEqualTo(SendFailure.RETRY);
        assertThat(SendFailure.of(new AuthenticationException("no"))).isEqualTo(SendFailure.RETRY);
        assertThat(SendFailure.of(new InterruptException("stop"))).isEqualTo(SendFailure.RETRY);
    }

    @Test
    void whatIsWrongWithTheRecordDropsIt() {
        assertThat(SendFailure.of(new RecordTooLargeException())).isEqualTo(SendFailure.TOO_LARGE);
        assertThat(SendFailure.of(new InvalidRecordException("no"))).isEqualTo(SendFailure.REFUSED);
    }

    @Test
    void whatTheProducerCannotRecoverFromNeedsANewOne() {
        assertThat(SendFailure.of(new OutOfOrderSequenceException("gap"))).isEqualTo(SendFailure.NEW_PRODUCER);
        assertThat(SendFailure.of(new ClusterAuthorizationException("no"))).isEqualTo(SendFailure.NEW_PRODUCER);
        assertThat(SendFailure.of(new KafkaException("fatal"))).isEqualTo(SendFailure.NEW_PRODUCER);
        assertThat(SendFailure.of(new IllegalStateException("closed"))).isEqualTo(SendFailure.NEW_PRODUCER);
        assertThat(SendFailure.of(new OutOfMemoryError())).isEqualTo(SendFailure.NEW_PRODUCER);
    }

    @Test
    void aRegistryThatIsAwayIsWaitedForWhicheverSerializerSaysSo() {
        assertThat(SerializationFailure.of(new TimeoutException())).isEqualTo(SerializationFailure.WAIT);
        assertThat(SerializationFailure.of(new SerializationException("x", new IOException("refused"))))
                .isEqualTo(SerializationFailure.WAIT);
    }

    @Test
    void aSchemaThatAnotherSerializersRegistryRefusesIsRefused() {
        assertThat(SerializationFailure.of(new InvalidConfigurationException("incompatible")))
                .isEqualTo(SerializationFailure.SCHEMA_REFUSED);
    }

    @Test
    void anythingElseIsAboutTheRecord() {
        assertThat(SerializationFailure.of(new SerializationException("null field")))
                .isEqualTo(SerializationFailure.BAD_RECORD);
        assertThat(SerializationFailure.of(new NullPointerException())).isEqualTo(SerializationFailure.BAD_RECORD);
    }
}
