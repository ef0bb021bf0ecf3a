package io.exposures.joiner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Asks instances for users that have been counted, all the time, while something else happens. Whatever it is, a user who
 * was known stays known, in as many experiments or more: everything else must be a 503 that says when to come again.
 */
final class UserPolls implements AutoCloseable {

    private final JoinerSetup setup;
    private final List<String> users;
    private final Map<String, Set<String>> known;
    private final Set<URI> instances = ConcurrentHashMap.newKeySet();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong right = new AtomicLong();
    private final AtomicLong comeAgain = new AtomicLong();
    private final Thread thread = new Thread(this::run, "user-polls");
    private volatile boolean open = true;

    UserPolls(JoinerSetup setup, Map<String, Set<String>> known) {
        this.setup = setup;
        this.known = known;
        this.users = new ArrayList<>(known.keySet());
        thread.start();
    }

    void of(URI instance) {
        instances.add(instance);
    }

    /** Asks no more; what is under way may still be refused by an instance that stops. */
    void forget(URI instance) {
        instances.remove(instance);
    }

    void assertOnlyRightAnswers() {
        assertThat(wrong).isEmpty();
        assertThat(right.get())
                .as("right answers, beside %s of come again", comeAgain)
                .isGreaterThan(100);
    }

    private void run() {
        Random random = new Random(1);
        while (open) {
            String user = users.get(random.nextInt(users.size()));
            instances.forEach(instance -> ask(instance, user));
        }
    }

    private void ask(URI instance, String user) {
        try {
            HttpResponse<String> answer = setup.answer(instance, "/api/v1/users/" + user);
            if (answer.statusCode() == 503
                    && answer.headers().firstValue("Retry-After").isPresent()) {
                comeAgain.incrementAndGet();
            } else if (answer.statusCode() == 200 && isOf(JoinerSetup.json(answer), user)) {
                right.incrementAndGet();
            } else {
                wrong.add(instance + " " + user + ": " + answer.statusCode() + " " + answer.body());
            }
        } catch (UncheckedIOException e) {
            if (instances.contains(instance)) {
                wrong.add(instance + " " + user + ": " + e);
            }
        }
    }

    private boolean isOf(JsonNode answer, String user) {
        return answer.path("userid").asText().equals(user)
                && answer.path("units").size()
                        >= known.getOrDefault(user, Set.of()).size();
    }

    @Override
    public void close() {
        open = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
