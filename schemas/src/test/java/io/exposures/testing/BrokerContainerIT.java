package io.exposures.testing;

import org.testcontainers.junit.jupiter.Testcontainers;

/** The broker contract on a container; skipped where there is no Docker engine. */
@Testcontainers(disabledWithoutDocker = true)
class BrokerContainerIT extends KafkaBrokerContract {

    @Override
    KafkaBroker startBroker() {
        return BrokerContainer.start();
    }
}
