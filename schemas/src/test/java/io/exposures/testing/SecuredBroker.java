package io.exposures.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker that clients reach over TLS, with a name and a password (SCRAM), and where they may do nothing that they were
 * not allowed to. Beside that listener it has an open one, on which whoever is not named may do everything.
 */
public final class SecuredBroker implements AutoCloseable {

    private static final String KEY_PASSWORD = "key-password";
    private static final int ITERATIONS = 4096;

    private final BrokerProcess broker;
    private final int securedPort;
    private final Path keys;
    private final Admin admin;

    private SecuredBroker(BrokerProcess broker, int securedPort, Path keys) {
        this.broker = broker;
        this.securedPort = securedPort;
        this.keys = keys;
        this.admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    /**
     * Starts a broker with a certificate of its own.
     *
     * @param directory where its key is put
     */
    public static SecuredBroker start(Path directory) {
        Path keys = makeKeys(directory);
        int open = LocalPorts.free();
        int secured = LocalPorts.free();
        return new SecuredBroker(BrokerProcess.start(open, settings(open, secured, keys)), secured, keys);
    }

    private static Map<String, String> settings(int open, int secured, Path keys) {
        int controller = LocalPorts.free();
        String listeners = "PLAINTEXT://127.0.0.1:" + open + ",SECURED://127.0.0.1:" + secured;
        Map<String, String> settings = new HashMap<>();
        settings.put("listeners", listeners + ",CONTROLLER://127.0.0.1:" + controller);
        settings.put("advertised.listeners", listeners);
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        settings.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SECURED:SASL_SSL");
        settings.put("listener.name.secured.sasl.enabled.mechanisms", "SCRAM-SHA-512");
        settings.put(
                "listener.name.secured.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.put("listener.name.secured.ssl.keystore.location", keys.toString());
        settings.put("listener.name.secured.ssl.keystore.type", "PKCS12");
        settings.put("listener.name.secured.ssl.keystore.password", KEY_PASSWORD);
        settings.put("listener.name.secured.ssl.key.password", KEY_PASSWORD);
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:ANONYMOUS");
        settings.put("allow.everyone.if.no.acl.found", "false");
        return settings;
    }

    /** Where those who may do everything connect. */
    public String openBootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Where those connect who say who they are. */
    public String securedBootstrapServers() {
        return "127.0.0.1:" + securedPort;
    }

    /** Adds a user who may do nothing yet; the password is the name. */
    public void addUser(String name) {
        await(admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), name)))
                .all());
    }

    /** Allows a user these operations on the resource of this name, or on all whose names start so. */
    public void allow(String user, ResourceType type, PatternType pattern, String name, AclOperation... operations) {
        List<AclBinding> bindings = new ArrayList<>();
        for (AclOperation operation : operations) {
            bindings.add(new AclBinding(
                    new ResourcePattern(type, name, pattern),
                    new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW)));
        }
        await(admin.createAcls(bindings).all());
    }

    /** Takes back whatever was allowed on this resource. */
    public void forbid(ResourceType type, PatternType pattern, String name) {
        await(admin.deleteAcls(List.of(new AclBindingFilter(
                        new ResourcePattern(type, name, pattern).toFilter(), AccessControlEntryFilter.ANY)))
                .all());
    }

    /** How a user connects. */
    public Map<String, String> clientSettings(String user, String password) {
        return Map.of(
                "bootstrap.servers",
                securedBootstrapServers(),
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                        + password + "\";",
                "ssl.truststore.location",
                keys.toString(),
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.password",
                KEY_PASSWORD);
    }

    /** A key and a certificate for this machine's address that nobody else has signed; the file serves as truststore too. */
    private static Path makeKeys(Path directory) {
        Path file = directory.resolve("broker.p12");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "broker",
                "-dname",
                "CN=broker",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                KEY_PASSWORD,
                "-keystore",
                file.toString());
        try {
            Process keytool = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool made no key in " + file);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void await(KafkaFuture<?> done) {
        try {
            done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker refuses", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
    }
}
