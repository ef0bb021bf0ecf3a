package io.exposures.joiner.certify;

import io.exposures.joiner.join.ExperimentId;
import io.exposures.joiner.join.SetHash;
import io.exposures.records.ArmSummary;
import io.exposures.records.Summary;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A certificate as a table for people: one line an experiment, then what differs. */
final class CertificateTable {

    private static final int SHOWN_DIGITS = 12;
    private static final int LONGEST = 400;

    private CertificateTable() {}

    static void print(Certificate certificate, PrintWriter out) {
        Map<ExperimentId, List<Summary>> experiments = byExperiment(certificate);
        int width = experiments.keySet().stream()
                .mapToInt(experiment -> name(experiment).length())
                .max()
                .orElse(0);
        String row = "%-" + Math.max(width, 10) + "s  %12s  %12s  %-12s  %-12s  %s%n";
        out.printf(row, "EXPERIMENT", "UNITS", "ROWS", "ROW HASH", "UNIT HASH", "REPLAY");
        experiments.forEach((experiment, parts) -> out.printf(
                row,
                name(experiment),
                number(parts.stream().mapToLong(CertificateTable::units).sum()),
                number(parts.stream().mapToLong(part -> orZero(part.getRows())).sum()),
                digits(parts, true),
                digits(parts, false),
                certificate.differences(experiment).isEmpty() ? "same" : "DIFFERS"));
        out.printf(
                "%nledger of %d partitions, %s records: %s%n",
                certificate.live().size(),
                number(certificate.records()),
                certificate.ledgerDifferences().isEmpty() ? "same" : "DIFFERS");
        printDifferences(certificate, experiments, out);
    }

    private static void printDifferences(
            Certificate certificate, Map<ExperimentId, List<Summary>> experiments, PrintWriter out) {
        experiments
                .keySet()
                .forEach(experiment -> certificate
                        .differences(experiment)
                        .forEach(text -> out.println(name(experiment) + ": " + shortened(text))));
        certificate.ledgerDifferences().forEach(text -> out.println("ledger: " + shortened(text)));
    }

    private static Map<ExperimentId, List<Summary>> byExperiment(Certificate certificate) {
        Map<ExperimentId, List<Summary>> experiments = new TreeMap<>();
        certificate
                .live()
                .values()
                .forEach(published -> published
                        .summaries()
                        .forEach((experiment, summary) -> experiments
                                .computeIfAbsent(experiment, e -> new ArrayList<>())
                                .add(summary)));
        certificate
                .differences()
                .values()
                .forEach(all -> all.forEach(difference -> {
                    if (difference.experiment() != null) {
                        experiments.putIfAbsent(difference.experiment(), List.of());
                    }
                }));
        return experiments;
    }

    private static String name(ExperimentId experiment) {
        return experiment.name() + "/" + experiment.salt();
    }

    private static long units(Summary summary) {
        return summary.getArms().stream().mapToLong(ArmSummary::getUnits).sum();
    }

    private static long orZero(@Nullable Long number) {
        return number == null ? 0 : number;
    }

    private static String digits(List<Summary> parts, boolean rows) {
        SetHash sum = SetHash.EMPTY;
        for (Summary part : parts) {
            String hash = rows ? part.getRowHash() : part.getUnitHash();
            sum = hash == null ? sum : sum.plus(SetHash.parse(hash));
        }
        return sum.toString().substring(0, SHOWN_DIGITS);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
