package io.exposures.producer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds this host's name without asking the network, which could take long. */
final class HostName {

    private static final Path KERNEL_NAME = Path.of("/proc/sys/kernel/hostname");

    private HostName() {}

    /** The name; empty when the system does not say. */
    static String find() {
        for (String variable : List.of("HOSTNAME", "COMPUTERNAME")) {
            String name = System.getenv(variable);
            if (name != null && !name.isBlank()) {
                return name.trim();
            }
        }
        return kernelName();
    }

    private static String kernelName() {
        try {
            return Files.readString(KERNEL_NAME).trim();
        } catch (IOException e) {
            return "";
        }
    }
}
