package io.exposures.quickstart.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.exposures.quickstart.oracle.ExperimentKey;
import io.exposures.quickstart.oracle.ExperimentNumbers;
import java.util.Map;
import java.util.TreeMap;

/**
 * An experiment as an instance showed it at some moment.
 *
 * @param experiment which
 * @param nextExposures by partition, the offset of the exposures topic up to which it was counted
 * @param nextOutcomes likewise of the outcomes topic
 * @param numbers what was shown, without crossed units
 */
record Sighting(
        ExperimentKey experiment,
        Map<Integer, Long> nextExposures,
        Map<Integer, Long> nextOutcomes,
        ExperimentNumbers numbers) {

    static Sighting of(ExperimentKey experiment, JsonNode answer, ExperimentNumbers numbers) {
        Map<Integer, Long> exposures = new TreeMap<>();
        Map<Integer, Long> outcomes = new TreeMap<>();
        for (JsonNode position : answer.path("asOf")) {
            int partition = position.path("partition").asInt();
            exposures.put(partition, position.path("exposures").asLong());
            outcomes.put(partition, position.path("outcomes").asLong());
        }
        return new Sighting(experiment, exposures, outcomes, numbers);
    }
}
