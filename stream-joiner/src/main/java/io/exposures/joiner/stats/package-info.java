/**
 * Pure arithmetic of the live statistics: what one unit adds to an arm, the exact sums an arm keeps, and every number
 * that is computed from them. No Kafka, no Avro, no clock.
 */
@org.jspecify.annotations.NullMarked
package io.exposures.joiner.stats;
