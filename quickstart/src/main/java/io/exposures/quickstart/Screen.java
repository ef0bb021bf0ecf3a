package io.exposures.quickstart;

import java.io.IOException;
import java.io.PrintWriter;

/** What the user sees: lines that stay, and on a terminal one last line that changes. */
final class Screen {

    private final PrintWriter out;
    private final boolean terminal;
    private int liveLength;
    private boolean lent;

    /**
     * A screen.
     *
     * @param out where to write
     * @param terminal whether that is a terminal, where a line can be written over
     */
    Screen(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** The standard output; it is a terminal when {@code test -t 1} says so. */
    static Screen ofStandardOutput(PrintWriter out) {
        return new Screen(out, standardOutputIsTerminal());
    }

    private static boolean standardOutputIsTerminal() {
        try {
            return new ProcessBuilder("test", "-t", "1").inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    boolean isTerminal() {
        return terminal;
    }

    /** A line that stays. */
    synchronized void say(String line) {
        endLine();
        out.println(line);
        out.flush();
    }

    /** A line that the next one replaces, on a terminal; elsewhere an ordinary one. */
    synchronized void show(String line) {
        if (lent) {
            return;
        }
        if (!terminal) {
            say(line);
            return;
        }
        out.print("\r" + line + " ".repeat(Math.max(0, liveLength - line.length())));
        out.flush();
        liveLength = line.length();
    }

    /** Lends the last line of the terminal to somebody else who writes it over, or takes it back. */
    synchronized void lend(boolean toOthers) {
        endLine();
        lent = toOthers;
    }

    /** Lets a line that changes stand as it is. */
    synchronized void endLine() {
        if (liveLength > 0) {
            out.println();
            out.flush();
            liveLength = 0;
        }
    }
}
