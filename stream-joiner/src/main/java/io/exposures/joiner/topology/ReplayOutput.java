package io.exposures.joiner.topology;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;

/** Stands where a topic would be, and hands on what it is sent. */
final class ReplayOutput implements Processor<OutputKey, SpecificRecord, Void, Void> {

    private final RecordListener listener;

    ReplayOutput(RecordListener listener) {
        this.listener = listener;
    }

    @Override
    public void process(Record<OutputKey, SpecificRecord> output) {
        if (output.value() != null) {
            listener.accept(output.value());
        }
    }
}
