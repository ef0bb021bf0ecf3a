package io.exposures.assignment;

/** Parameters could not be assigned: the message names the operator and the argument, and what was expected. */
public class AssignmentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what was found where, and what was expected. */
    public AssignmentException(String message) {
        super(message);
    }

    /** Says what was being done when something else failed. */
    public AssignmentException(String message, Throwable cause) {
        super(message, cause);
    }
}
