package io.exposures.producer;

/** Says that some record of a courier failed, so that the courier searches for failures only then. */
final class FailureSignal {

    private volatile boolean raised;

    void raise() {
        raised = true;
    }

    void lower() {
        raised = false;
    }

    boolean isRaised() {
        return raised;
    }
}
