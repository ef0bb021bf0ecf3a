package io.exposures.joiner.topology;

import io.exposures.joiner.join.BoundDefinition;
import io.exposures.joiner.join.Definitions;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.ExposureRecord;
import io.exposures.joiner.join.FirstExposure;
import io.exposures.joiner.join.UnitKey;
import io.exposures.records.Exposure;

/** An exposure record to what the join decides on. Not thread-safe. */
final class ExposureReader {

    /** All units of a user are one record of the changelog, and all arms of an experiment one summary. */
    private static final int PARAMS_LIMIT = 16_384;

    private static final int ARM_LIMIT = 4_096;

    private final ArmNaming naming = new ArmNaming();

    ExposureRecord read(byte[] key, Exposure exposure, long appendMillis, Definitions definitions)
            throws RefusedRecordException {
        InputDecoder.checkUserid(key, exposure.getUserid());
        InputDecoder.checkName("name", exposure.getName());
        InputDecoder.checkName("salt", exposure.getSalt());
        InputDecoder.checkName("unit", exposure.getUnit());
        InputDecoder.checkName("exposure_id", exposure.getExposureId());
        ExperimentId experiment = new ExperimentId(exposure.getName(), exposure.getSalt());
        BoundDefinition definition = definitions.newest(experiment);
        ArmNaming.Named named = naming.name(exposure, definition);
        InputDecoder.checkSize("params", named.params().bytes().length, PARAMS_LIMIT);
        InputDecoder.checkSize("arm", named.armSize(), ARM_LIMIT);
        FirstExposure first = new FirstExposure(
                InputDecoder.micros(exposure.getTime()), named.arm(), exposure.getExposureId(), named.params());
        return new ExposureRecord(new UnitKey(experiment, exposure.getUnit()), first, definition, appendMillis);
    }
}
