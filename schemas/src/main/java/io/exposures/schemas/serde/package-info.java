/**
 * The Confluent wire format for Avro records, and the client of the schema registry behind it.
 *
 * <p>{@link io.exposures.schemas.serde.AvroSerializer}, {@link io.exposures.schemas.serde.AvroDeserializer} and
 * {@link io.exposures.schemas.serde.AvroSerde} are what Kafka clients are configured with;
 * {@link io.exposures.schemas.serde.SerdeConfig} lists their settings.
 */
@NullMarked
package io.exposures.schemas.serde;

import org.jspecify.annotations.NullMarked;
