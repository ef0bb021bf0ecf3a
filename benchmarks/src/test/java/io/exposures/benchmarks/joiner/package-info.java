/** Tests of what is measured and how it is reported. */
@org.jspecify.annotations.NullMarked
package io.exposures.benchmarks.joiner;
