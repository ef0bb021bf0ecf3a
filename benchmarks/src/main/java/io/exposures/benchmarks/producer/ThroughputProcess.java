package io.exposures.benchmarks.producer;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Measures one variant's throughput, in a process of its own. */
final class ThroughputProcess {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private ThroughputProcess() {}

    /**
     * Sends as many records to warm up as it measures, and prints a {@link Throughput}.
     *
     * @param arguments variant, broker, prefix of the topics to send to, prefix of the topics with the sample, number of
     *     records
     */
    public static void main(String[] arguments) {
        Variant variant = Variant.valueOf(arguments[0]);
        long records = Long.parseLong(arguments[4]);
        Sender sender = variant.sender(arguments[1], arguments[2], arguments[3]);
        send(sender, 0, records);
        long start = System.nanoTime();
        long cpuStart = SYSTEM.getProcessCpuTime();
        send(sender, records, 2 * records);
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = (SYSTEM.getProcessCpuTime() - cpuStart) / 1e9;
        System.out.println(new Throughput(records / seconds, cpuSeconds / records * 1e6).line());
    }

    private static void send(Sender sender, long from, long to) {
        for (long number = from; number < to; number++) {
            sender.send(number);
        }
        sender.finish(to);
    }
}
