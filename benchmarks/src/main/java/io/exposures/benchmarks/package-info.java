/** The command that runs the measurements. */
@org.jspecify.annotations.NullMarked
package io.exposures.benchmarks;
