package io.exposures.joiner.topology;

import io.exposures.joiner.join.BoundDefinition;
import io.exposures.joiner.join.Definitions;
import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.ExposureRecord;
import io.exposures.joiner.join.FirstExposure;
import io.exposures.joiner.join.UnitKey;
import io.exposures.records.Exposure;

/** An exposure record to what the join decides on. */
final class ExposureReader {

    private ExposureReader() {}

    static ExposureRecord read(byte[] key, Exposure exposure, long appendMillis, Definitions definitions)
            throws RefusedRecordException {
        InputDecoder.checkUserid(key, exposure.getUserid());
        InputDecoder.checkName("name", exposure.getName());
        InputDecoder.checkName("salt", exposure.getSalt());
        InputDecoder.checkName("unit", exposure.getUnit());
        InputDecoder.checkName("exposure_id", exposure.getExposureId());
        ExperimentId experiment = new ExperimentId(exposure.getName(), exposure.getSalt());
        BoundDefinition definition = definitions.newest(experiment);
        FirstExposure first = new FirstExposure(
                InputDecoder.micros(exposure.getTime()),
                ArmNaming.armOf(exposure, definition),
                exposure.getExposureId(),
                StoredMaps.encode(exposure.getParams()));
        return new ExposureRecord(new UnitKey(experiment, exposure.getUnit()), first, definition, appendMillis);
    }
}
