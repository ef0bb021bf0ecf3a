package io.exposures.joiner.stats;

/**
 * Both arms' estimates within one allocation epoch.
 *
 * @param control estimate of the control
 * @param treatment estimate of the treatment
 */
record ArmPair(ArmEstimate control, ArmEstimate treatment) {
    long units() {
        return control.units() + treatment.units();
    }

    /** Returns whether both arms have an estimate and a variance. */
    boolean isComplete() {
        return control.reason() == null && treatment.reason() == null;
    }
}
