package io.exposures.schemas.serde;

import io.exposures.testing.RegistryServer;
import org.junit.jupiter.api.AfterAll;

/** The registry of the tests and the quickstart, held to the same contract as a real one. */
class RegistryServerIT extends RegistryContract {

    private static final RegistryServer SERVER = RegistryServer.start();

    @AfterAll
    static void stopServer() {
        SERVER.close();
    }

    @Override
    String url() {
        return SERVER.url();
    }
}
