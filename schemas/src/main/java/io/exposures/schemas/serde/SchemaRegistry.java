package io.exposures.schemas.serde;

import org.apache.avro.Schema;

/**
 * What the serde asks of a schema registry. Each method throws {@link RegistryRefusedException} when the registry says
 * no, and {@link RegistryUnavailableException} when it gives no usable answer.
 */
interface SchemaRegistry {

    /**
     * Registers a schema as the newest version of a subject, unless the subject has it already.
     *
     * @return the schema's id
     */
    int register(String subject, Schema schema);

    /** The id of a schema that is registered under a subject. */
    int idOf(String subject, Schema schema);

    /** The newest version of a subject. */
    RegisteredSchema latest(String subject);

    /** The schema with an id. */
    Schema byId(int id);
}
