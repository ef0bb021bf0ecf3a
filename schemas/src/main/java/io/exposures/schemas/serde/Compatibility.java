package io.exposures.schemas.serde;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

/** What a new version of a schema is checked by, with the names and meanings of Confluent's registry. */
public enum Compatibility {
    /** Nothing. */
    NONE(false, false, false),
    /** The new version reads what the newest version wrote. */
    BACKWARD(true, false, false),
    /** The new version reads what any version wrote. */
    BACKWARD_TRANSITIVE(true, false, true),
    /** The newest version reads what the new version writes. */
    FORWARD(false, true, false),
    /** Every version reads what the new version writes. */
    FORWARD_TRANSITIVE(false, true, true),
    /** Backward and forward. */
    FULL(true, true, false),
    /** Backward and forward, with every version. */
    FULL_TRANSITIVE(true, true, true);

    private final boolean backward;
    private final boolean forward;
    private final boolean transitive;

    Compatibility(boolean backward, boolean forward, boolean transitive) {
        this.backward = backward;
        this.forward = forward;
        this.transitive = transitive;
    }

    /**
     * What speaks against a new version; empty when nothing does.
     *
     * @param next the new version
     * @param versions the versions there are, oldest first
     */
    public List<String> objections(Schema next, List<Schema> versions) {
        int first = transitive ? 0 : Math.max(0, versions.size() - 1);
        return versions.subList(first, versions.size()).stream()
                .flatMap(version -> objections(next, version))
                .toList();
    }

    private Stream<String> objections(Schema next, Schema version) {
        Stream<String> reading = backward ? objection("the new schema", next, "an older one", version) : Stream.of();
        Stream<String> read = forward ? objection("an older schema", version, "the new one", next) : Stream.of();
        return Stream.concat(reading, read);
    }

    private static Stream<String> objection(String readerName, Schema reader, String writerName, Schema writer) {
        SchemaPairCompatibility pair = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (pair.getType() == SchemaCompatibilityType.COMPATIBLE) {
            return Stream.of();
        }
        return pair.getResult().getIncompatibilities().stream()
                .map(found -> readerName + " cannot read what " + writerName + " writes: " + found.getMessage() + " at "
                        + found.getLocation());
    }
}
