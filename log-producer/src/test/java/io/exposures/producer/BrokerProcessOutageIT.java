package io.exposures.producer;

import io.exposures.testing.BrokerProcess;
import io.exposures.testing.KafkaBroker;

/** The outages on a broker process. */
class BrokerProcessOutageIT extends OutageScenarios {

    @Override
    KafkaBroker startBroker() {
        return BrokerProcess.start();
    }
}
