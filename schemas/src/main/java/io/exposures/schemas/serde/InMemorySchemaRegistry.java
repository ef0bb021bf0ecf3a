package io.exposures.schemas.serde;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * A schema registry in memory, for tests and demonstrations. Like Confluent's it gives one id to one schema text,
 * whatever subjects it is registered under, counts versions per subject from 1, and checks a new version against
 * older ones by the subject's {@link Compatibility}, which is {@link Compatibility#BACKWARD} unless set otherwise.
 *
 * <p>{@code schema.registry.url=mock://name} means {@link #named(String)} of that name, shared within the process. Safe
 * for several threads.
 */
public final class InMemorySchemaRegistry implements SchemaRegistry {

    /** HTTP status and error codes of Confluent's registry. */
    private static final int NOT_FOUND = 404;

    private static final int CONFLICT = 409;
    private static final int SUBJECT_NOT_FOUND = 40401;
    private static final int VERSION_NOT_FOUND = 40402;

    private static final Map<String, InMemorySchemaRegistry> BY_NAME = new ConcurrentHashMap<>();

    private final List<Schema> schemas = new ArrayList<>();
    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final Map<String, List<Integer>> versions = new TreeMap<>();
    private final Map<String, Compatibility> compatibility = new LinkedHashMap<>();
    private Compatibility defaultCompatibility = Compatibility.BACKWARD;

    /** Creates a registry without schemas. */
    public InMemorySchemaRegistry() {}

    /** The registry that {@code mock://name} means in this process; made when first asked for. */
    public static InMemorySchemaRegistry named(String name) {
        return BY_NAME.computeIfAbsent(name, unused -> new InMemorySchemaRegistry());
    }

    /**
     * Registers a schema as the newest version of a subject, unless the subject has it already.
     *
     * @return the schema's id
     * @throws RegistryRefusedException if it is not compatible with the subject's versions
     */
    @Override
    public synchronized int register(String subject, Schema schema) {
        List<Integer> ofSubject = versions.getOrDefault(subject, List.of());
        Integer known = ids.get(schema.toString());
        if (known != null && ofSubject.contains(known)) {
            return known;
        }
        List<String> objections = compatibility(subject).objections(schema, schemas(ofSubject));
        if (!objections.isEmpty()) {
            throw new RegistryRefusedException(
                    "schema " + schema.getFullName() + " is not compatible with subject " + subject + ": "
                            + String.join("; ", objections),
                    CONFLICT,
                    CONFLICT);
        }
        int id = ids.computeIfAbsent(schema.toString(), unused -> add(schema));
        versions.computeIfAbsent(subject, unused -> new ArrayList<>()).add(id);
        return id;
    }

    private int add(Schema schema) {
        schemas.add(schema);
        return schemas.size();
    }

    /**
     * The id of a schema that is registered under a subject.
     *
     * @throws RegistryRefusedException if it is not
     */
    @Override
    public synchronized int idOf(String subject, Schema schema) {
        Integer id = ids.get(schema.toString());
        if (id == null || !versions(subject).contains(id)) {
            throw RegistryRefusedException.noSuchSchema(
                    "schema " + schema.getFullName() + " is not registered under subject " + subject);
        }
        return id;
    }

    @Override
    public synchronized RegisteredSchema latest(String subject) {
        List<Integer> ofSubject = versions(subject);
        int id = ofSubject.get(ofSubject.size() - 1);
        return new RegisteredSchema(id, byId(id));
    }

    /**
     * The schema with an id.
     *
     * @throws RegistryRefusedException if there is none
     */
    @Override
    public synchronized Schema byId(int id) {
        if (id < 1 || id > schemas.size()) {
            throw RegistryRefusedException.noSuchSchema("no schema has id " + id);
        }
        return schemas.get(id - 1);
    }

    /** The subjects that have a schema, in alphabetical order. */
    public synchronized List<String> subjects() {
        return List.copyOf(versions.keySet());
    }

    /**
     * The ids of a subject's versions: version 1 first.
     *
     * @throws RegistryRefusedException if the subject has none
     */
    public synchronized List<Integer> versions(String subject) {
        List<Integer> ofSubject = versions.get(subject);
        if (ofSubject == null) {
            throw new RegistryRefusedException("no subject " + subject, NOT_FOUND, SUBJECT_NOT_FOUND);
        }
        return List.copyOf(ofSubject);
    }

    /**
     * The id of one version of a subject.
     *
     * @param version counted from 1
     * @throws RegistryRefusedException if the subject has no such version
     */
    public synchronized int idOfVersion(String subject, int version) {
        List<Integer> ofSubject = versions(subject);
        if (version < 1 || version > ofSubject.size()) {
            throw new RegistryRefusedException(
                    "subject " + subject + " has no version " + version, NOT_FOUND, VERSION_NOT_FOUND);
        }
        return ofSubject.get(version - 1);
    }

    /** What new versions of a subject are checked by. */
    public synchronized Compatibility compatibility(String subject) {
        return compatibility.getOrDefault(subject, defaultCompatibility);
    }

    /** What new versions are checked by where the subject has no setting of its own. */
    public synchronized Compatibility defaultCompatibility() {
        return defaultCompatibility;
    }

    /** Sets what new versions of a subject are checked by. */
    public synchronized void setCompatibility(String subject, Compatibility level) {
        compatibility.put(subject, level);
    }

    /** Sets what new versions are checked by where the subject has no setting of its own. */
    public synchronized void setDefaultCompatibility(Compatibility level) {
        defaultCompatibility = level;
    }

    /**
     * What speaks against a schema as the next version of a subject; empty when nothing does.
     */
    public synchronized List<String> objections(String subject, Schema schema) {
        return compatibility(subject).objections(schema, schemas(versions.getOrDefault(subject, List.of())));
    }

    private List<Schema> schemas(List<Integer> withIds) {
        return Collections.unmodifiableList(withIds.stream().map(this::byId).toList());
    }
}
