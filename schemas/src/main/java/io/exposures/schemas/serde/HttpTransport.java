package io.exposures.schemas.serde;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Talks to one address of the registry over HTTP, once.
 *
 * <p>Only an answer in the registry's own form counts as its answer. Anything else (a proxy's error page, a 404 of a
 * server that is no registry, a redirect, broken JSON) is the same as none, because it says nothing about the schema.
 */
final class HttpTransport implements Transport {

    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

    /** Statuses in which a registry speaks of the request, and not of itself. */
    private static final Set<Integer> REFUSALS = Set.of(400, 404, 409, 422);

    private static final int MESSAGE_LENGTH = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final RegistryUrl url;
    private final Duration timeout;

    HttpTransport(HttpClient client, RegistryUrl url, Duration timeout) {
        this.client = client;
        this.url = url;
        this.timeout = timeout;
    }

    @Override
    public JsonNode send(RegistryRequest request, Deadline deadline) {
        Duration patience = timeout.compareTo(deadline.remaining()) < 0 ? timeout : deadline.remaining();
        HttpResponse<byte[]> response = exchange(request, patience);
        int status = response.statusCode();
        JsonNode answer = parse(response.body());
        if (status / 100 == 2 && answer.isObject()) {
            return answer;
        }
        if (isRefusal(status, answer)) {
            throw new RegistryRefusedException(
                    failure(request, answered(status, answer)),
                    status,
                    answer.path("error_code").asInt(status));
        }
        throw new RegistryUnavailableException(failure(request, answered(status, answer)));
    }

    private HttpResponse<byte[]> exchange(RegistryRequest request, Duration patience) {
        // HttpRequest.timeout ends with the headers; a body may still hang. Hence the future's own limit.
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(httpRequest(request), info -> new LimitedBody());
        try {
            return exchange.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new RegistryUnavailableException(
                    failure(request, "did not answer within " + patience.toMillis() + " ms"), e);
        } catch (ExecutionException e) {
            throw new RegistryUnavailableException(failure(request, "cannot be reached: " + reason(e)), e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } finally {
            exchange.cancel(true);
        }
    }

    private HttpRequest httpRequest(RegistryRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(url.resolve(request.path()))
                .header("Accept", CONTENT_TYPE + ", application/json");
        if (url.authorization() != null) {
            builder.header("Authorization", url.authorization());
        }
        if (request.body() != null) {
            builder.header("Content-Type", CONTENT_TYPE).POST(BodyPublishers.ofString(request.body()));
        }
        return builder.build();
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    private String failure(RegistryRequest request, String what) {
        return "cannot " + request.purpose() + ": schema registry " + url + " " + what;
    }

    private static boolean isRefusal(int status, JsonNode answer) {
        return RegistryRefusedException.isAboutCredentials(status)
                || (REFUSALS.contains(status) && answer.path("error_code").isInt());
    }

    private static String answered(int status, JsonNode answer) {
        if (RegistryRefusedException.isAboutCredentials(status)) {
            return "answered " + status + ": it does not accept the credentials";
        }
        if (!answer.path("error_code").isInt()) {
            return "answered " + status + " with something else than a registry's JSON";
        }
        String message = answer.path("message").asText();
        String shortened = message.substring(0, Math.min(message.length(), MESSAGE_LENGTH));
        return "answered " + status + " (error code "
                + answer.path("error_code").asInt() + "): " + shortened;
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
