package io.exposures.schemas.serde;

import com.fasterxml.jackson.databind.JsonNode;

/** Carries a request to the registry and brings its answer. */
interface Transport {

    /**
     * Sends a request and waits for the answer, until the deadline at most.
     *
     * @return the JSON object that the registry answered
     * @throws RegistryRefusedException if the registry said no
     * @throws RegistryUnavailableException if there was no usable answer in time
     */
    JsonNode send(RegistryRequest request, Deadline deadline);
}
