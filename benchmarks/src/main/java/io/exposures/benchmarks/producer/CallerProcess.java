package io.exposures.benchmarks.producer;

import io.exposures.assignment.LogRecord;
import io.exposures.producer.DropReason;
import io.exposures.producer.KafkaLogClient;
import io.exposures.producer.RecordKind;
import java.time.Duration;
import java.util.Properties;
import java.util.stream.LongStream;

/** Measures what calls cost in one state of the client, in a process of its own. */
final class CallerProcess {

    /** All callers' calls in a second: far from what the client can deliver, so that the state stays what it is. */
    private static final int CALLS_PER_SECOND = 40_000;

    /** Calls whose allocation is measured. */
    private static final int COUNTED = 20_000;

    private CallerProcess() {}

    /**
     * Makes as many calls to warm up as it measures, and prints a {@link CallerCost}.
     *
     * @param arguments state, broker, prefix of the topics, number of threads, number of calls
     */
    public static void main(String[] arguments) throws InterruptedException {
        CallerState state = CallerState.valueOf(arguments[0]);
        int threads = Integer.parseInt(arguments[3]);
        int calls = Integer.parseInt(arguments[4]);
        KafkaLogClient client = client(state, arguments[1], arguments[2]);
        if (state == CallerState.UP) {
            connect(client);
        }
        Callers callers = new Callers(threads, CALLS_PER_SECOND, number -> prepare(state, client, number));
        callers.run(0, calls);
        checkState(state, client);
        long[] nanos = callers.run(calls, 2L * calls);
        double bytes = allocated(state, client, 2L * calls);
        checkState(state, client);
        System.out.println(CallerCost.of(nanos, bytes).line());
        client.close(Duration.ZERO);
    }

    private static KafkaLogClient client(CallerState state, String bootstrapServers, String prefix) {
        Properties properties = ClientSettings.of(bootstrapServers, prefix);
        properties.put("exposures.buffer.records", Long.toString(state.bufferRecords()));
        properties.put("exposures.buffer.bytes", Long.toString(1L << 30));
        return KafkaLogClient.builder().properties(properties).build();
    }

    /** One record of each kind, so that the schemas are known and the broker is found. */
    private static void connect(KafkaLogClient client) {
        prepare(CallerState.UP, client, -2).run();
        prepare(CallerState.UP, client, -1).run();
        client.flush(Duration.ofMinutes(1));
    }

    /** The call to measure; its arguments are made before. */
    private static Runnable prepare(CallerState state, KafkaLogClient client, long number) {
        if (state == CallerState.NO_CALL) {
            return () -> {};
        }
        if (Traffic.isExposure(number)) {
            LogRecord exposure = Traffic.exposure(number);
            return () -> client.exposureLogger().log(exposure);
        }
        String userid = Traffic.userid(number);
        double amount = Traffic.amount(number);
        return () -> client.outcomeLogger().log(userid, "purchase", amount);
    }

    private static double allocated(CallerState state, KafkaLogClient client, long from) {
        Runnable[] calls = LongStream.range(from, from + COUNTED)
                .mapToObj(number -> prepare(state, client, number))
                .toArray(Runnable[]::new);
        long before = Callers.allocatedBytes();
        for (Runnable call : calls) {
            call.run();
        }
        return (double) (Callers.allocatedBytes() - before) / COUNTED;
    }

    /** A measurement in another state than it says would be worse than none. */
    private static void checkState(CallerState state, KafkaLogClient client) {
        for (RecordKind kind : RecordKind.values()) {
            long delivered = client.counts(kind).delivered();
            long full = client.counts(kind).dropped(DropReason.BUFFER_FULL);
            if ((delivered > 0) != (state == CallerState.UP) || (full > 0) != (state == CallerState.FULL)) {
                throw new IllegalStateException("not " + state.label() + ": " + kind + " " + client.counts(kind));
            }
        }
    }
}
