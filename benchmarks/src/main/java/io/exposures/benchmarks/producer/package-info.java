/** What logging costs a service: side by side with a plain Kafka producer, and for each call. */
@org.jspecify.annotations.NullMarked
package io.exposures.benchmarks.producer;
