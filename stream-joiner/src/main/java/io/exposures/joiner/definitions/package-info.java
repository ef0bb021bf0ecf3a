/** Definitions of experiments: reading them from their topic, writing them from YAML. */
@org.jspecify.annotations.NullMarked
package io.exposures.joiner.definitions;
