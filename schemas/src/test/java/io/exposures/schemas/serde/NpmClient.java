package io.exposures.schemas.serde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Confluent's registry client for Node.js, in a process of its own that takes one request at a time. */
final class NpmClient implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    private NpmClient(Process process) {
        this.process = process;
        this.requests = process.outputWriter();
        this.answers = process.inputReader();
    }

    /** Starts the client; it ends with {@link #close()} and with this JVM. */
    static NpmClient start() {
        Path directory = NpmInstallation.directory();
        Path errors = directory.resolve("errors.txt");
        return new NpmClient(NpmInstallation.run(new ProcessBuilder("node", "client.js")
                .directory(directory.toFile())
                .redirectError(errors.toFile())));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Reads records of a topic; the values come in Avro's JSON encoding. */
    List<String> read(String url, String topic, List<byte[]> records) {
        ObjectNode request = request("read", url).put("topic", topic);
        ArrayNode bytes = request.putArray("records");
        records.forEach(bytes::add);
        return StreamSupport.stream(call(request).spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    /** Writes records of a topic, with the newest schema of its subject, from Avro's JSON encoding. */
    List<byte[]> write(String url, String topic, List<String> values) {
        ObjectNode request = request("write", url).put("topic", topic);
        ArrayNode texts = request.putArray("values");
        values.forEach(texts::add);
        return StreamSupport.stream(call(request).spliterator(), false)
                .map(NpmClient::bytes)
                .toList();
    }

    /** The beginning of a request; the rest is what the action of that name in client.js takes. */
    static ObjectNode request(String action, String url) {
        return JSON.createObjectNode().put("action", action).put("url", url);
    }

    /** Sends any request and waits for its result. */
    JsonNode call(ObjectNode request) {
        try {
            requests.write(request.toString());
            requests.newLine();
            requests.flush();
            return result(CompletableFuture.supplyAsync(this::line)
                    .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                    .join());
        } catch (IOException | CompletionException e) {
            throw new IllegalStateException("the npm client does not answer " + request.path("action"), e);
        }
    }

    private static JsonNode result(@Nullable String line) throws IOException {
        if (line == null) {
            throw new IOException("it has ended");
        }
        JsonNode answer = JSON.readTree(line);
        if (answer.has("error")) {
            throw new IllegalStateException(
                    "the npm client failed: " + answer.path("error").asText());
        }
        return answer.path("result");
    }

    private @Nullable String line() {
        try {
            return answers.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes in an answer. */
    static byte[] bytes(JsonNode base64) {
        try {
            return base64.binaryValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
