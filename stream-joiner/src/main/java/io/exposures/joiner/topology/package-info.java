/** The Kafka Streams side of the join: wiring, stores and processors around the pure decision. */
@org.jspecify.annotations.NullMarked
package io.exposures.joiner.topology;
