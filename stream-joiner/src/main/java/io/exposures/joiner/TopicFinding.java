package io.exposures.joiner;

/**
 * One thing about a topic that is not as it should be.
 *
 * @param topic name of the topic
 * @param fatal whether results would be wrong or lost; otherwise it is only advice
 * @param what what is looked at, for example the name of a setting
 * @param actual what it is
 * @param expected what it should be
 * @param remedy the command that changes it, and what to mind
 */
record TopicFinding(String topic, boolean fatal, String what, String actual, String expected, String remedy) {

    /** The finding as a sentence and a command. */
    String message() {
        return "topic " + topic + ": " + what + " is " + actual + ", expected " + expected + ". " + remedy;
    }
}
