package io.exposures.quickstart.csv;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where in a row things are.
 *
 * @param count how many columns there are
 * @param user index of the userid
 * @param arm index of the arm
 * @param outcomes the outcomes
 * @param time index of the time; null if there is none
 */
record Columns(
        int count,
        int user,
        int arm,
        List<Outcome> outcomes,
        @Nullable Integer time) {

    /**
     * A column of outcomes.
     *
     * @param index its index
     * @param name its name
     * @param metric the name that its outcomes are logged under
     */
    record Outcome(int index, String name, String metric) {}

    Columns {
        outcomes = List.copyOf(outcomes);
    }

    static Columns of(List<String> header, CsvOptions options) throws CsvException {
        List<Outcome> outcomes = new ArrayList<>();
        Set<String> metrics = new HashSet<>();
        for (String text : options.outcomes()) {
            Outcome outcome = outcome(header, text, options);
            if (!metrics.add(outcome.metric())) {
                throw new CsvException("two columns are to be the metric " + outcome.metric());
            }
            outcomes.add(outcome);
        }
        String time = options.time();
        return new Columns(
                header.size(),
                index(header, options.user(), options),
                index(header, options.arm(), options),
                outcomes,
                time == null ? null : index(header, time, options));
    }

    /** A column whose name has a colon in it is taken by its whole name first. */
    private static Outcome outcome(List<String> header, String text, CsvOptions options) throws CsvException {
        int colon = text.lastIndexOf(':');
        if (header.contains(text) || colon <= 0 || colon == text.length() - 1) {
            return new Outcome(index(header, text, options), text, text);
        }
        String name = text.substring(0, colon);
        return new Outcome(index(header, name, options), name, text.substring(colon + 1));
    }

    private static int index(List<String> header, String name, CsvOptions options) throws CsvException {
        int index = header.indexOf(name);
        if (index < 0) {
            throw new CsvException(options.file() + " has no column " + name + "; its columns are " + header);
        }
        return index;
    }
}
