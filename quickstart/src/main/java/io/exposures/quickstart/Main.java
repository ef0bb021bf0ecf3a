package io.exposures.quickstart;

import picocli.CommandLine;

/** The program that {@code bin/quickstart} runs. */
public final class Main {

    private static final String LOG_SETTINGS = "logback.configurationFile";

    private Main() {}

    /** Runs the command and exits with its status. */
    public static void main(String[] args) {
        if (System.getProperty(LOG_SETTINGS) == null) {
            System.setProperty(LOG_SETTINGS, "io/exposures/quickstart/logback.xml");
        }
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new QuickstartCommand()).setExecutionExceptionHandler(Main::explain);
    }

    /** What went wrong, in one line and its causes, rather than a stack trace. */
    private static int explain(Exception exception, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println("quickstart: " + exception.getMessage());
        for (Throwable cause = exception.getCause(); cause != null; cause = cause.getCause()) {
            command.getErr().println("  because: " + cause);
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
