package io.exposures.producer;

import io.exposures.testing.BrokerContainer;
import io.exposures.testing.KafkaBroker;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The outages on a container; skipped where there is no Docker engine. */
@Testcontainers(disabledWithoutDocker = true)
class BrokerContainerOutageIT extends OutageScenarios {

    @Override
    KafkaBroker startBroker() {
        return BrokerContainer.start();
    }
}
