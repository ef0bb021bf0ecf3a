package io.exposures.schemas.serde;

import org.apache.avro.Schema;

/**
 * A schema and the id that the registry gave it.
 *
 * @param id the id that travels with each record
 * @param schema the schema
 */
record RegisteredSchema(int id, Schema schema) {}
