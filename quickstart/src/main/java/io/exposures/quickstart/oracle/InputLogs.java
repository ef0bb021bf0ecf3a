package io.exposures.quickstart.oracle;

import io.exposures.records.Exposure;
import io.exposures.records.Outcome;
import java.util.List;
import java.util.Map;

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

    /**
     * What had been read when these offsets were the next ones.
     *
     * @param nextExposures by partition; nothing of a partition that is not there
     * @param nextOutcomes by partition; nothing of a partition that is not there
     */
    public InputLogs before(Map<Integer, Long> nextExposures, Map<Integer, Long> nextOutcomes) {
        return new InputLogs(before(exposures, nextExposures), before(outcomes, nextOutcomes));
    }

    private static <T> List<Logged<T>> before(List<Logged<T>> all, Map<Integer, Long> next) {
        return all.stream()
                .filter(record -> record.offset() < next.getOrDefault(record.partition(), 0L))
                .toList();
    }

    /** Records of both topics. */
    public long records() {
        return (long) exposures.size() + outcomes.size();
    }
}
