package io.exposures.quickstart.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.utils.Utils;

/**
 * A temporary directory that is deleted with all that is in it.
 *
 * @param directory where it is
 */
record Workspace(Path directory) implements AutoCloseable {

    static Workspace create() throws IOException {
        return new Workspace(Files.createTempDirectory("exposures-quickstart-"));
    }

    @Override
    public void close() throws IOException {
        Utils.delete(directory.toFile());
    }
}
