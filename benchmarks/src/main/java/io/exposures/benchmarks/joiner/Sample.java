package io.exposures.benchmarks.joiner;

import java.time.Duration;

/**
 * How far an application is, and what it has cost so far.
 *
 * @param records input records committed
 * @param appCpu processor time of its process
 * @param compilerCpu the part of it that the just-in-time compiler took; 0 where the system does not tell
 * @param brokerCpu processor time of the broker
 * @param nanos when, by {@link System#nanoTime()}
 */
record Sample(long records, Duration appCpu, Duration compilerCpu, Duration brokerCpu, long nanos) {

    static Sample of(Application application, Cluster cluster) {
        long records = cluster.committed(application.id());
        return new Sample(
                records,
                cpu(application.pid()),
                CompilerThreads.cpu(application.pid()),
                cpu(cluster.brokerPid()),
                System.nanoTime());
    }

    private static Duration cpu(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(() -> new IllegalStateException(
                        "the processor time of process " + pid + " is unknown: it has ended, or the system hides it"));
    }
}
