package io.exposures.testing;

import com.github.dockerjava.api.DockerClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** A broker in a container of the official image; needs a Docker engine. */
public final class BrokerContainer implements KafkaBroker {

    private static final DockerImageName IMAGE = DockerImageName.parse("apache/kafka:4.3.1");

    private static final Map<String, String> SETTINGS = Map.of(
            "KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false",
            "KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "1",
            "KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "1",
            "KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1",
            "KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1",
            "KAFKA_BROKER_SESSION_TIMEOUT_MS", "1500",
            "KAFKA_BROKER_HEARTBEAT_INTERVAL_MS", "300");

    private final KafkaContainer container;
    private final int port;

    private BrokerContainer(KafkaContainer container, int port) {
        this.container = container;
        this.port = port;
    }

    /** Starts a new, empty broker. */
    public static BrokerContainer start() {
        int port = LocalPorts.free();
        KafkaContainer container = new KafkaContainer(IMAGE).withEnv(SETTINGS);
        // A port of Docker's choice would change with a restart, and clients would be sent to the old one.
        container.setPortBindings(List.of(port + ":9092"));
        container.start();
        return new BrokerContainer(container, port);
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public void kill() {
        docker().killContainerCmd(container.getContainerId()).exec();
        docker().waitContainerCmd(container.getContainerId()).start().awaitStatusCode();
    }

    @Override
    public void pause() {
        docker().pauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void resume() {
        docker().unpauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void restart() {
        if (container.isRunning()) {
            throw new IllegalStateException("the broker is running in container " + container.getContainerId());
        }
        docker().startContainerCmd(container.getContainerId()).exec();
        new BrokerReadiness(port, this::ended).await();
    }

    @Override
    public void close() {
        container.stop();
    }

    private boolean ended(Duration atMost) {
        LockSupport.parkNanos(atMost.toNanos());
        return !container.isRunning();
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }
}
