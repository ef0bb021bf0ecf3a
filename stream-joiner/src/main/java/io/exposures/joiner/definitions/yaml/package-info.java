/** Definitions of experiments as YAML: reading with the place of each mistake, writing what can be read again. */
@org.jspecify.annotations.NullMarked
package io.exposures.joiner.definitions.yaml;
