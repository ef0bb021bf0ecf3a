package io.exposures.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.exposures.records.Exposure;
import io.exposures.testing.ExampleEvents;
import io.exposures.testing.RegistryFault;
import io.exposures.testing.RegistryServer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What writers and readers make of a registry that fails. A call that never returns would fail by the time limit. */
@Timeout(60)
class RegistryFaultsTest {

    private static final String TOPIC = "exposures";
    private static final Exposure ANN = ExampleEvents.annExposed();

    private final RegistryServer server = RegistryServer.start();
    private final RegistryServer spare = RegistryServer.start();
    private final Map<String, Object> settings = Serdes.settings(server);

    @AfterEach
    void closeServers() {
        server.close();
        spare.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"DOWN", "HANG", "HANG_IN_BODY", "ERROR_500", "GARBAGE", "NOT_A_REGISTRY", "WRONG_ID"})
    void aWriterCannotUseTheRegistryAndGoesOnOnceItIsBack(RegistryFault fault) {
        AvroSerializer<Exposure> serializer = Serdes.serializer(Serdes.impatient(server.url()));
        server.inject(fault);

        assertThatThrownBy(() -> serializer.serialize(TOPIC, ANN))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("io.exposures.records.Exposure")
                .hasMessageContaining("exposures-value");

        server.heal();
        assertThat(patiently(() -> serializer.serialize(TOPIC, ANN))).endsWith(RandomRecords.binary(ANN));
    }

    @ParameterizedTest
    @EnumSource(names = {"DOWN", "HANG", "HANG_IN_BODY", "ERROR_500", "GARBAGE", "NOT_A_REGISTRY"})
    void aReaderDoesNotGiveTheRecordUp(RegistryFault fault) {
        byte[] bytes = Serdes.serializer(settings).serialize(TOPIC, ANN);
        AvroDeserializer<Exposure> deserializer = Serdes.deserializer(Exposure.class, Serdes.impatient(server.url()));
        server.inject(fault);

        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, bytes))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("get schema 1")
                .hasMessageContaining(server.url());

        server.heal();
        assertThat(patiently(() -> deserializer.deserialize(TOPIC, bytes))).isEqualTo(ANN);
    }

    @ParameterizedTest
    @EnumSource(names = {"DOWN", "HANG", "HANG_IN_BODY", "ERROR_500", "GARBAGE", "NOT_A_REGISTRY"})
    void anotherAddressOfTheRegistryTakesOver(RegistryFault fault) {
        AvroSerializer<Exposure> serializer = Serdes.serializer(Serdes.impatient(server.url() + "," + spare.url()));
        server.inject(fault);

        assertThat(patiently(() -> serializer.serialize(TOPIC, ANN))).endsWith(RandomRecords.binary(ANN));
        assertThat(spare.registry().subjects()).containsExactly("exposures-value");
    }

    @Test
    void aRegistryThatFailsLaterChangesNothing() {
        AvroSerializer<Exposure> serializer = Serdes.serializer(settings);
        AvroDeserializer<Exposure> deserializer = Serdes.deserializer(Exposure.class, settings);
        deserializer.deserialize(TOPIC, serializer.serialize(TOPIC, ANN));

        server.inject(RegistryFault.DOWN);

        Exposure bob = ExampleEvents.bobExposed();
        assertThat(deserializer.deserialize(TOPIC, serializer.serialize(TOPIC, bob)))
                .isEqualTo(bob);
    }

    @Test
    void aConflictIsRefusedForGoodAndAskedOnce() {
        AvroSerializer<Exposure> serializer = Serdes.serializer(settings);
        server.inject(RegistryFault.CONFLICT_409);

        RegistryRefusedException first =
                catchThrowableOfType(RegistryRefusedException.class, () -> serializer.serialize(TOPIC, ANN));
        assertThatThrownBy(() -> serializer.serialize(TOPIC, ANN)).isInstanceOf(RegistryRefusedException.class);

        assertThat(first.status()).isEqualTo(409);
        assertThat(first)
                .hasMessage("cannot register schema io.exposures.records.Exposure under subject exposures-value: schema"
                        + " registry " + server.url() + " answered 409 (error code 409): Schema being registered is"
                        + " incompatible with an earlier schema");
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void anUnknownIdIsRefusedAndAskedOnce() {
        AvroDeserializer<Exposure> deserializer = Serdes.deserializer(Exposure.class, settings);
        byte[] unknown = {0, 0, 0, 0, 42, 1, 2, 3};

        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, unknown)).isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, unknown))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("get schema 42")
                .hasMessageContaining("40403");
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void anUnknownIdIsAskedForAgainWhenNothingIsToBeRemembered() {
        AvroDeserializer<Exposure> deserializer =
                Serdes.deserializer(Exposure.class, Serdes.with(settings, SerdeConfig.MISSING_ID_TTL, 0));
        byte[] bytes = {0, 0, 0, 0, 1, 0};
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, bytes)).isInstanceOf(SerializationException.class);

        byte[] known = Serdes.serializer(settings).serialize(TOPIC, ANN);

        assertThat(deserializer.deserialize(TOPIC, known)).isEqualTo(ANN);
    }

    @Test
    void aWriterWithWrongCredentialsIsRefused() {
        server.requireCredentials("ann", "right");
        AvroSerializer<Exposure> serializer =
                Serdes.serializer(Serdes.with(settings, SerdeConfig.USER_INFO, "ann:wrong"));

        assertThatThrownBy(() -> serializer.serialize(TOPIC, ANN))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("answered 401: it does not accept the credentials")
                .hasMessageNotContaining("wrong");
    }

    @Test
    void aReaderWithWrongCredentialsDoesNotGiveTheRecordUp() {
        byte[] bytes = Serdes.serializer(settings).serialize(TOPIC, ANN);
        server.requireCredentials("ann", "right");
        AvroDeserializer<Exposure> deserializer = Serdes.deserializer(Exposure.class, settings);

        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, bytes))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("it does not accept the credentials");
    }

    @Test
    void credentialsAreTakenFromTheirSetting() {
        server.requireCredentials("ann", "r:ght");
        AvroSerializer<Exposure> serializer =
                Serdes.serializer(Serdes.with(settings, SerdeConfig.USER_INFO, "ann:r:ght"));

        assertThat(serializer.serialize(TOPIC, ANN)).isNotEmpty();
    }

    @Test
    void credentialsAreTakenFromTheAddress() {
        server.requireCredentials("ann", "right");
        String url = server.url().replace("http://", "http://ann:right@");

        assertThat(Serdes.serializer(Serdes.settings(url)).serialize(TOPIC, ANN))
                .isNotEmpty();
    }

    @Test
    void anInterruptedCallEndsAndTheThreadStaysInterrupted() {
        AvroSerializer<Exposure> serializer = Serdes.serializer(settings);
        server.inject(RegistryFault.HANG);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> serializer.serialize(TOPIC, ANN)).isInstanceOf(InterruptException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    /** What a call gives, once it does: on a busy machine even a registry that works may be slow. */
    private static <T> @Nullable T patiently(Callable<T> call) {
        return await().atMost(Duration.ofSeconds(30))
                .ignoreException(RegistryUnavailableException.class)
                .until(call, Objects::nonNull);
    }
}
