package io.exposures.quickstart.oracle;

/**
 * Identity of an experiment.
 *
 * @param name its name
 * @param salt its salt
 */
public record ExperimentKey(String name, String salt) implements Comparable<ExperimentKey> {

    @Override
    public int compareTo(ExperimentKey other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : salt.compareTo(other.salt);
    }

    @Override
    public String toString() {
        return name.equals(salt) ? name : name + " with salt " + salt;
    }
}
