package io.exposures.quickstart;

import io.exposures.quickstart.pipeline.JoinerApi;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The live line: what the joiner has counted so far, asked again and again. */
final class LiveCounts implements AutoCloseable {

    private static final Duration ON_TERMINAL = Duration.ofSeconds(1);

    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    private static final Set<String> REFUSED = Set.of("late", "future", "undecodable", "capped", "erased");

    private final JoinerApi api;
    private final Screen screen;
    private final AtomicLong left = new AtomicLong();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(LiveCounts::daemon);

    private LiveCounts(JoinerApi api, Screen screen) {
        this.api = api;
        this.screen = screen;
    }

    static LiveCounts start(JoinerApi api, Screen screen) {
        LiveCounts counts = new LiveCounts(api, screen);
        long period = (screen.isTerminal() ? ON_TERMINAL : ELSEWHERE).toMillis();
        var unused = counts.timer.scheduleWithFixedDelay(counts::show, period, period, TimeUnit.MILLISECONDS);
        return counts;
    }

    private void show() {
        try {
            long toGo = left.get();
            screen.show(line(api.classes()) + (toGo > 0 ? ", " + number(toGo) + " to go" : ""));
        } catch (IOException e) {
            screen.show("the joiner does not answer just now: " + e.getMessage());
        }
    }

    /** From now on tells how many records are still to be read, too; 0 means that nobody knows. */
    void left(long records) {
        left.set(records);
    }

    /** Short enough for one line of a terminal. */
    static String line(SortedMap<String, SortedMap<String, Long>> classes) {
        SortedMap<String, Long> exposures = classes.getOrDefault("exposures", new TreeMap<>());
        SortedMap<String, Long> outcomes = classes.getOrDefault("outcomes", new TreeMap<>());
        long refused = sum(exposures, REFUSED) + sum(outcomes, REFUSED);
        return number(sum(exposures, exposures.keySet())) + " exposures (" + number(sum(exposures, Set.of("first")))
                + " first), " + number(sum(outcomes, outcomes.keySet())) + " outcomes ("
                + number(sum(outcomes, Set.of("joined"))) + " joined), " + number(refused) + " refused";
    }

    private static long sum(SortedMap<String, Long> counts, Set<String> names) {
        return names.stream().mapToLong(name -> counts.getOrDefault(name, 0L)).sum();
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "live-counts");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        screen.endLine();
    }
}
