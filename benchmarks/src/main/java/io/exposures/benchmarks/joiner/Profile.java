package io.exposures.benchmarks.joiner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the joiner's stream threads spend their time, by samples of a flight recording.
 *
 * @param samples how many were taken
 * @param statisticsShare part of them within the statistics, between 0 and 1
 * @param within parts of them in or below a method of the joiner, the greatest first
 * @param top parts of them in a method itself, the greatest first
 */
record Profile(long samples, double statisticsShare, Map<String, Double> within, Map<String, Double> top) {

    private static final int SHOWN = 25;

    /** What would not be there without statistics: reading of metrics, sums, maturing, snapshots. */
    private static final Predicate<String> STATISTICS = Pattern.compile("io\\.exposures\\.joiner\\."
                    + "(stats\\..*|join\\.(MetricReading|MetricCell|ArmTally|ExperimentRules|Maturation|Matured|WindowEnd"
                    + "|Measures|Totals?|DailyTotals?|ScaledValue|BoundMetric|Recount|UnitShare)"
                    + "|topology\\.(MaturityStore|Snapshots|SummaryRecords|TallyCodec|UserSweep))(\\$.*)?")
            .asMatchPredicate();

    /** What makes a JVM record. */
    static String argument(Path recording) {
        return "-XX:StartFlightRecording=filename=" + recording.toAbsolutePath()
                + ",settings=profile,jdk.ExecutionSample#period=10ms,jdk.NativeMethodSample#period=10ms";
    }

    static Profile of(Path recording) throws IOException {
        Map<String, Double> within = new HashMap<>();
        Map<String, Double> top = new HashMap<>();
        long samples = 0;
        long statistics = 0;
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (isWorkOfStream(event)) {
                    List<RecordedFrame> frames = event.getStackTrace().getFrames();
                    samples++;
                    statistics += frames.stream().map(Profile::type).anyMatch(STATISTICS) ? 1 : 0;
                    top.merge(method(frames.get(0)), 1.0, Double::sum);
                    own(frames).forEach(method -> within.merge(method, 1.0, Double::sum));
                }
            }
        }
        double all = Math.max(1, samples);
        return new Profile(samples, statistics / all, greatest(within, all), greatest(top, all));
    }

    /** Samples of a stream thread that runs, in Java or in the state store's native code, and does not wait. */
    private static boolean isWorkOfStream(RecordedEvent event) {
        String kind = event.getEventType().getName();
        boolean isNative = kind.equals("jdk.NativeMethodSample");
        if ((!isNative && !kind.equals("jdk.ExecutionSample"))
                || event.getStackTrace() == null
                || event.getStackTrace().getFrames().isEmpty()
                || !event.getThread("sampledThread").getJavaName().contains("StreamThread")) {
            return false;
        }
        return !isNative || type(event.getStackTrace().getFrames().get(0)).startsWith("org.rocksdb.");
    }

    private static Set<String> own(List<RecordedFrame> frames) {
        Set<String> methods = new HashSet<>();
        for (RecordedFrame frame : frames) {
            if (type(frame).startsWith("io.exposures.")) {
                methods.add(method(frame));
            }
        }
        return methods;
    }

    private static Map<String, Double> greatest(Map<String, Double> counts, double all) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(SHOWN)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue() / all, (one, other) -> one, LinkedHashMap::new));
    }

    private static String type(RecordedFrame frame) {
        return frame.getMethod().getType().getName();
    }

    private static String method(RecordedFrame frame) {
        return type(frame).replaceFirst(".*\\.", "") + "." + frame.getMethod().getName();
    }

    /** Both lists for people. */
    String table() {
        return String.format(
                        Locale.ROOT,
                        "%nstatistics_share %.3f of %d samples%n%npart    in or below%n",
                        statisticsShare,
                        samples)
                + lines(within)
                + String.format("%npart    in itself%n")
                + lines(top);
    }

    private static String lines(Map<String, Double> parts) {
        return parts.entrySet().stream()
                .map(part -> String.format(Locale.ROOT, "%5.1f %%  %s%n", 100 * part.getValue(), part.getKey()))
                .collect(Collectors.joining());
    }
}
