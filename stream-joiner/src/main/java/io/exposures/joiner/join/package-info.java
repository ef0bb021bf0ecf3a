/** The decision, pure: the state of a user and a record give the new state and what changed. No Kafka here. */
@org.jspecify.annotations.NullMarked
package io.exposures.joiner.join;
