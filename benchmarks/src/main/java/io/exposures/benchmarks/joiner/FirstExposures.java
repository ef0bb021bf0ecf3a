package io.exposures.benchmarks.joiner;

import io.exposures.records.Exposure;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Lets through the first exposure of each unit that is read. */
final class FirstExposures implements ProcessorSupplier<String, Exposure, String, Exposure> {

    private static final String STORE = "exposed";

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.Long()));
    }

    @Override
    public Processor<String, Exposure, String, Exposure> get() {
        return new Processor<>() {

            @SuppressWarnings("NullAway.Init") // init comes first
            private ProcessorContext<String, Exposure> context;

            @SuppressWarnings("NullAway.Init")
            private KeyValueStore<String, Long> exposed;

            @Override
            public void init(ProcessorContext<String, Exposure> processorContext) {
                context = processorContext;
                exposed = context.getStateStore(STORE);
            }

            @Override
            public void process(Record<String, Exposure> input) {
                if (exposed.putIfAbsent(unit(input.value()), input.timestamp()) == null) {
                    context.forward(input);
                }
            }
        };
    }

    private static String unit(Exposure exposure) {
        return exposure.getName() + '|' + exposure.getSalt() + '|' + exposure.getUnit();
    }
}
