package io.exposures.joiner.definitions.yaml;

import java.util.Collection;
import java.util.Comparator;

/** Guesses which known word was meant, by the edit distance of Levenshtein. */
final class Suggestion {

    /** Longer words are not worth the quadratic cost. */
    private static final int LONGEST = 64;

    private Suggestion() {}

    /** A question that names the nearest known word, or nothing when none is near. */
    static String of(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return "";
        }
        return known.stream()
                .filter(candidate -> candidate.length() <= LONGEST)
                .filter(candidate -> distance(word, candidate) <= Math.max(1, candidate.length() / 3))
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .map(candidate -> "; did you mean " + candidate + "?")
                .orElse("");
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[row.length - 1];
    }
}
