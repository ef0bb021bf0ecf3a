package io.exposures.quickstart.csv;

import java.time.Instant;
import java.util.Map;

/**
 * One usable row.
 *
 * @param userid the user
 * @param arm the arm
 * @param outcomes values by metric
 * @param time when the exposure and the outcomes happened
 */
record CsvRow(String userid, String arm, Map<String, Double> outcomes, Instant time) {

    CsvRow {
        outcomes = Map.copyOf(outcomes);
    }
}
