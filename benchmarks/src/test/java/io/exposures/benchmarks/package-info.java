/** Tests of the command. */
@org.jspecify.annotations.NullMarked
package io.exposures.benchmarks;
