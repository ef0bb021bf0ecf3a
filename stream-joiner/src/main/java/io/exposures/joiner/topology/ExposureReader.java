package io.exposures.joiner.topology;

import io.exposures.joiner.join.BoundDefinition;
import io.exposures.joiner.join.Definitions;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.ExposureRecord;
import io.exposures.joiner.join.FirstExposure;
import io.exposures.joiner.join.StoredMap;
import io.exposures.joiner.join.UnitKey;
import io.exposures.records.Exposure;
import java.nio.charset.StandardCharsets;

/** An exposure record to what the join decides on. */
final class ExposureReader {

    /** All units of a user are one record of the changelog, and all arms of an experiment one summary. */
    private static final int PARAMS_LIMIT = 16_384;

    private static final int ARM_LIMIT = 4_096;

    private ExposureReader() {}

    static ExposureRecord read(byte[] key, Exposure exposure, long appendMillis, Definitions definitions)
            throws RefusedRecordException {
        InputDecoder.checkUserid(key, exposure.getUserid());
        InputDecoder.checkName("name", exposure.getName());
        InputDecoder.checkName("salt", exposure.getSalt());
        InputDecoder.checkName("unit", exposure.getUnit());
        InputDecoder.checkName("exposure_id", exposure.getExposureId());
        StoredMap params = StoredMaps.encode(exposure.getParams());
        InputDecoder.checkSize("params", params.bytes().length, PARAMS_LIMIT);
        ExperimentId experiment = new ExperimentId(exposure.getName(), exposure.getSalt());
        BoundDefinition definition = definitions.newest(experiment);
        String arm = ArmNaming.armOf(exposure, definition);
        InputDecoder.checkSize("arm", arm.getBytes(StandardCharsets.UTF_8).length, ARM_LIMIT);
        FirstExposure first =
                new FirstExposure(InputDecoder.micros(exposure.getTime()), arm, exposure.getExposureId(), params);
        return new ExposureRecord(new UnitKey(experiment, exposure.getUnit()), first, definition, appendMillis);
    }
}
