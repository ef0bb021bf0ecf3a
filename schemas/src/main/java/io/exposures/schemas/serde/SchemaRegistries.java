package io.exposures.schemas.serde;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Makes the registry that settings describe. */
final class SchemaRegistries {

    /** A client has threads of its own, so that a process with many serdes shares it. */
    private static final Map<ClientSettings, HttpClient> CLIENTS = new ConcurrentHashMap<>();

    private SchemaRegistries() {}

    static SchemaRegistry of(SerdeConfig config) {
        String mockName = config.mockName();
        return mockName == null ? remote(config) : InMemorySchemaRegistry.named(mockName);
    }

    private static SchemaRegistry remote(SerdeConfig config) {
        Ticker ticker = Ticker.system();
        RegistryApi api = new RegistryApi(transport(config, ticker));
        SchemaRegistry http = new HttpSchemaRegistry(api, config.maxBlock(), ticker);
        return new CachingSchemaRegistry(http, config.missingSchemaLifetime(), config.missingIdLifetime(), ticker);
    }

    private static Transport transport(SerdeConfig config, Ticker ticker) {
        HttpClient client = CLIENTS.computeIfAbsent(
                new ClientSettings(config.connectTimeout(), config.tls()), SchemaRegistries::client);
        List<HttpTransport> addresses = config.urls().stream()
                .map(url -> new HttpTransport(client, url, config.readTimeout()))
                .toList();
        RetryingTransport.Policy policy =
                new RetryingTransport.Policy(config.maxRetries(), config.retryWait(), config.retryMaxWait());
        RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        return new RetryingTransport(new FailOverTransport(addresses), policy, ticker, random);
    }

    private static HttpClient client(ClientSettings settings) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(settings.connectTimeout());
        if (!settings.tls().isDefault()) {
            builder.sslContext(settings.tls().context());
        }
        return builder.build();
    }

    private record ClientSettings(Duration connectTimeout, RegistryTls tls) {}
}
