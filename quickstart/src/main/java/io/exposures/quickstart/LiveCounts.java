package io.exposures.quickstart;

import io.exposures.quickstart.pipeline.JoinerApi;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.SortedMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The live line: what the joiner has counted so far, asked again and again. */
final class LiveCounts implements AutoCloseable {

    private static final Duration ON_TERMINAL = Duration.ofSeconds(1);

    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    private final JoinerApi api;
    private final Screen screen;
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
            screen.show(line(api.classes()));
        } catch (IOException e) {
            screen.show("the joiner does not answer just now: " + e.getMessage());
        }
    }

    static String line(SortedMap<String, SortedMap<String, Long>> classes) {
        StringBuilder line = new StringBuilder();
        classes.forEach((topic, counts) -> {
            long records = counts.values().stream().mapToLong(Long::longValue).sum();
            line.append(line.isEmpty() ? "" : " | ")
                    .append(number(records))
                    .append(' ')
                    .append(topic);
            counts.forEach(
                    (name, count) -> line.append(' ').append(name).append(' ').append(number(count)));
        });
        return line.toString();
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
    }
}
