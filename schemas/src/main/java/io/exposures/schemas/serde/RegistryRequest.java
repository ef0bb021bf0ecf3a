package io.exposures.schemas.serde;

import org.jspecify.annotations.Nullable;

/**
 * One request to a registry.
 *
 * @param purpose what it is for, as the object of "cannot …" in an error message
 * @param path path below the registry's address
 * @param body JSON to post; null means the request is a GET
 */
record RegistryRequest(
        String purpose, String path, @Nullable String body) {

    static RegistryRequest get(String purpose, String path) {
        return new RegistryRequest(purpose, path, null);
    }

    static RegistryRequest post(String purpose, String path, String body) {
        return new RegistryRequest(purpose, path, body);
    }
}
