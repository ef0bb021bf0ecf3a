package io.exposures.joiner.topology;

import org.apache.avro.specific.SpecificRecord;

/** Takes a snapshot that a replay would publish. Called by stream threads, more than one at a time. */
@FunctionalInterface
public interface RecordListener {

    /** Takes one record. */
    void accept(SpecificRecord snapshot);
}
