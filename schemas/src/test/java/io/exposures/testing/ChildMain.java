package io.exposures.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Main class of a child JVM: runs another main class, and ends the JVM when its standard input ends. That happens
 * whichever way the parent dies, SIGKILL included.
 */
final class ChildMain {

    private ChildMain() {}

    /** Runs the main class named by the first argument with the other arguments. */
    public static void main(String[] args) throws ReflectiveOperationException {
        Thread watch = new Thread(ChildMain::haltAtEndOfInput, "end-with-parent");
        watch.setDaemon(true);
        watch.start();
        var main = Class.forName(args[0]).getDeclaredMethod("main", String[].class);
        main.setAccessible(true);
        main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    }

    private static void haltAtEndOfInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The parent is gone in this case too.
        }
        Runtime.getRuntime().halt(1);
    }
}
