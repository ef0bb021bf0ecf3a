/** Publishes exposures and outcomes to Kafka without ever harming the service that logs them. */
@org.jspecify.annotations.NullMarked
package io.exposures.producer;
