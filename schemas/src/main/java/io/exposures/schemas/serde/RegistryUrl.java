package io.exposures.schemas.serde;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * One address of the registry and the credentials to use there. Its text form leaves the credentials out.
 *
 * @param base the address, without credentials and without a slash at the end
 * @param authorization value of the Authorization header; null for none
 */
record RegistryUrl(String base, @Nullable String authorization) {

    /**
     * Reads an address.
     *
     * @param userInfo {@code user:password}; null means those in the address, if any
     */
    static RegistryUrl parse(String text, @Nullable String userInfo) {
        URI uri = uri(text);
        String used = userInfo == null ? uri.getUserInfo() : userInfo;
        String path = uri.getRawPath().replaceAll("/+$", "");
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return new RegistryUrl(
                uri.getScheme() + "://" + uri.getHost() + port + path, used == null ? null : basicAuthorization(used));
    }

    private static URI uri(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // The exception would repeat the text, which may hold a password: the message below does not.
        }
        throw new ConfigException(SerdeConfig.URL + ": expected http://host:port or https://host:port, several"
                + " separated by commas, or mock://name");
    }

    private static String basicAuthorization(String userInfo) {
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    /** The address of a resource below this one. */
    URI resolve(String path) {
        return URI.create(base + path);
    }

    @Override
    public String toString() {
        return base;
    }
}
