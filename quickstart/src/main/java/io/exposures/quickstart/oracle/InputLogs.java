package io.exposures.quickstart.oracle;

import io.exposures.records.Exposure;
import io.exposures.records.Outcome;
import java.util.List;

/**
 * All records of the two input topics; those of one partition in their order.
 *
 * @param exposures the exposures topic
 * @param outcomes the outcomes topic
 */
public record InputLogs(List<Logged<Exposure>> exposures, List<Logged<Outcome>> outcomes) {

    public InputLogs {
        exposures = List.copyOf(exposures);
        outcomes = List.copyOf(outcomes);
    }

    /** Records of both topics. */
    public long records() {
        return (long) exposures.size() + outcomes.size();
    }
}
