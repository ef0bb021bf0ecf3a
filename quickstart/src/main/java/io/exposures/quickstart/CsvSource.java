package io.exposures.quickstart;

import io.exposures.producer.KafkaLogClient;
import io.exposures.quickstart.csv.CsvException;
import io.exposures.quickstart.csv.CsvImport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * The rows of a CSV file.
 *
 * @param rows the file, looked through
 */
record CsvSource(CsvImport rows) implements Source {

    @Override
    public Duration horizon() {
        return rows.horizon();
    }

    @Override
    public void feed(KafkaLogClient client, Screen screen) throws CsvException {
        if (screen.isTerminal()) {
            feedWithProgressBar(client, screen);
        } else {
            rows.logTo(client, () -> {});
        }
        rows.complaints().forEach(screen::say);
        screen.say(LiveCounts.number(rows.rows() - rows.badRows()) + " rows logged, "
                + LiveCounts.number(rows.badRows()) + " bad rows left out");
    }

    private void feedWithProgressBar(KafkaLogClient client, Screen screen) throws CsvException {
        ProgressBarBuilder builder = ProgressBar.builder().setTaskName("rows").setInitialMax(rows.rows());
        screen.lend(true);
        try (ProgressBar bar = builder.build()) {
            rows.logTo(client, bar::step);
        } finally {
            screen.lend(false);
        }
    }

    @Override
    public Map<String, Object> description() {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("rows", rows.rows());
        description.put("bad_rows", rows.badRows());
        description.put("complaints", rows.complaints());
        return description;
    }
}
