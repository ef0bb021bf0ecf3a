package io.exposures.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exposures.testing.ExampleEvents;
import io.exposures.testing.RegistryServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTlsTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path directory;

    private static Path keys;
    private static RegistryServer server;

    @BeforeAll
    static void startServerWithItsOwnCertificate() throws Exception {
        keys = makeKeys("registry", "ip:127.0.0.1");
        server = RegistryServer.start(tls("keystore", keys).context());
    }

    @AfterAll
    static void closeServer() {
        server.close();
    }

    @Test
    void aCertificateThatTheSettingsTrustIsAccepted() {
        byte[] bytes = Serdes.bytes(trusting(server, keys), "exposures", ExampleEvents.annExposed());

        assertThat(bytes).endsWith(RandomRecords.binary(ExampleEvents.annExposed()));
    }

    @Test
    void aCertificateThatNobodyTrustsIsNoUsableAnswer() {
        Map<String, Object> settings = Serdes.settings(server);

        assertThatThrownBy(() -> Serdes.bytes(settings, "exposures", ExampleEvents.annExposed()))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("certification path");
    }

    @Test
    void theCertificateOfAnotherHostIsNoUsableAnswer() throws Exception {
        Path others = makeKeys("other", "dns:other.example.org");
        try (RegistryServer other = RegistryServer.start(tls("keystore", others).context())) {
            Map<String, Object> settings = trusting(other, others);

            assertThatThrownBy(() -> Serdes.bytes(settings, "exposures", ExampleEvents.annExposed()))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("127.0.0.1");
            assertThat(other.requests()).isZero();
        }
    }

    @Test
    void aFileThatCannotBeReadIsNamedAtOnce() {
        Map<String, Object> settings = trusting(server, directory.resolve("missing.p12"));

        assertThatThrownBy(() -> Serdes.serializer(settings))
                .isInstanceOf(KafkaException.class)
                .hasStackTraceContaining("missing.p12");
    }

    private static Map<String, Object> trusting(RegistryServer registry, Path certificates) {
        Map<String, Object> settings = new HashMap<>(Serdes.settings(registry));
        tls("truststore", certificates)
                .settings()
                .forEach((name, value) -> settings.put("schema.registry." + name, value));
        return settings;
    }

    private static RegistryTls tls(String role, Path store) {
        String prefix = "ssl." + role;
        return new RegistryTls(Map.of(
                prefix + ".location", store.toString(), prefix + ".password", PASSWORD, prefix + ".type", "PKCS12"));
    }

    /** A key and a certificate for it that nobody else has signed. */
    private static Path makeKeys(String name, String address) throws Exception {
        Path file = directory.resolve(name + ".p12");
        String arguments =
                "-genkeypair -keyalg EC -alias registry -dname CN=%s -ext SAN=%s -validity 2 -storetype PKCS12"
                        .formatted(name, address);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments.split(" ", -1)));
        command.addAll(List.of("-storepass", PASSWORD, "-keystore", file.toString()));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        return file;
    }
}
