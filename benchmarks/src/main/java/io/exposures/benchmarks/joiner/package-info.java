/** What the joiner costs beside a pass-through of the same bytes and a join of the Kafka Streams DSL. */
@org.jspecify.annotations.NullMarked
package io.exposures.benchmarks.joiner;
